"""Workers that are lost, late or too many for the memory: every task has one result, and nothing is left behind."""

import multiprocessing
import os
import signal
import time
from dataclasses import dataclass, replace
from types import SimpleNamespace

import psutil
import pytest

from autograder import pool
from autograder.course.conversion import Conversion
from autograder.course.settings import Settings
from autograder.execution.strategy import Limits
from autograder.marks.records import Record
from autograder.task import Result, Task

SETTINGS = Settings(limits=Limits(notebook_seconds=0.2))


def tasks(folder, names):
    conversion = Conversion("n", {}, {}, {})
    one = Task("", "lesson", conversion, SETTINGS, folder, folder, ignore=(), kept=frozenset(), seed="")
    return [replace(one, student=name) for name in names]


def work(task):
    """What the student's name says; the first attempt leaves a file."""
    first = not (task.source / task.student).exists()
    (task.source / task.student).touch()
    if task.student.startswith("deadly") or (task.student.startswith("unlucky") and first):
        os.kill(os.getpid(), signal.SIGKILL)
    if task.student.startswith("late") and first:
        time.sleep(60)
    if task.student.startswith("slow"):
        time.sleep(0.3)
    return Result(Record(*task.names, message=f"by {os.getpid()}"))


@dataclass
class Seen:
    """What a pool told about."""

    begun: list
    taken: list


@pytest.fixture
def run(tmp_path):
    def run(names, jobs=2):
        seen = Seen([], [])

        def source():
            for task in tasks(tmp_path, names):
                seen.taken.append(task.student)
                yield task

        with pool.LocalPool(jobs, started=lambda task: seen.begun.append(task.student), work=work) as workers:
            for task, result in workers.results(source()):
                yield task.student, result.record, seen

    yield run
    assert not multiprocessing.active_children()


def test_every_task_has_a_result_and_workers_are_kept(run):
    found = {name: record for name, record, _ in run([f"student-{n}" for n in range(12)])}
    assert len(found) == 12
    assert len({record.message for record in found.values()}) <= 2


def test_tasks_are_taken_only_when_there_is_a_worker_for_them(run):
    ahead = [len(seen.taken) - done for done, (_, _, seen) in enumerate(run([f"slow-{n}" for n in range(8)]))]
    assert max(ahead) <= 2


def test_a_task_whose_worker_died_is_tried_again(run):
    found = {name: (record.status, seen) for name, record, seen in run(["unlucky", "a", "b", "c"])}
    assert {name: status for name, (status, _) in found.items()} == dict.fromkeys(["unlucky", "a", "b", "c"], "graded")
    assert found["a"][1].begun.count("unlucky") == 2


def test_a_task_that_kills_its_workers_fails_and_the_others_do_not(run):
    found = {name: record for name, record, _ in run(["deadly", "a", "b", "c"])}
    assert {name: record.status for name, record in found.items()} == {
        "deadly": "failed",
        **dict.fromkeys(["a", "b", "c"], "graded"),
    }
    assert found["deadly"].message.startswith("the worker that graded this was lost 2 times")


def test_a_worker_that_does_not_answer_is_replaced(run, monkeypatch):
    monkeypatch.setattr(pool, "MARGIN_SECONDS", 1.0)
    monkeypatch.setattr(pool, "LOOK_SECONDS", 0.1)
    start = time.monotonic()
    found = {name: record.status for name, record, _ in run(["late", "a"])}
    assert found == {"late": "graded", "a": "graded"}
    assert time.monotonic() - start < 45


def test_while_memory_is_short_one_notebook_runs_at_a_time(run, monkeypatch):
    monkeypatch.setattr(pool.psutil, "virtual_memory", lambda: SimpleNamespace(available=pool.ROOM - 1))
    names = [f"slow-{n}" for n in range(4)]
    for done, (_, _, seen) in enumerate(run(names, jobs=4), start=1):
        assert len(seen.begun) == done
    assert done == 4


def test_a_run_that_is_given_up_leaves_no_worker(tmp_path):
    with pool.LocalPool(2, work=work) as workers:
        next(workers.results(tasks(tmp_path, ["a", "late-1", "late-2"])))
        pids = [worker.process.pid for worker in workers._workers]
    assert pids
    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_patience_outlasts_all_that_a_notebook_may_take():
    limits = Limits(notebook_seconds=100.0)
    restarts_of_the_students_process, of_the_checker = 3, 1
    assert pool.patience(limits) > 100.0 * (restarts_of_the_students_process + of_the_checker)
