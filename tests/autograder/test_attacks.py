"""The attack range: no undeserved marks, nothing outside the sandbox, full marks for every honest control."""

import contextlib
import dataclasses
import os
import socket
import sqlite3

import psutil
import pytest

from autograder.execution import kernel, sandbox, wall, warm
from tests.autograder.attack_range import SEED, attacks

RANGE = attacks()
NAIVE = [attack for attack in RANGE if attack.kernel_marks]
TWICE = {"host/left_for_the_next"} | {attack.name for attack in RANGE if "(run twice)" in attack.why}


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """What an attack could be after, each under the word that stands for it in the files."""
    secret, database = tmp_path / "source" / "answers.txt", tmp_path / "gradebook.db"
    secret.parent.mkdir()
    secret.write_text("42")
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.executescript("create table t (x); insert into t values (1);")
    monkeypatch.setenv("COURSE_PASSWORD", "the-password")
    with socket.socket() as server, socket.socket(socket.AF_UNIX) as local:
        server.bind(("127.0.0.1", 0))
        server.listen()
        local.bind(f"\0{tmp_path}")
        local.listen()
        yield {
            "SECRET_FILE": str(secret),
            "SECRET_DATABASE": str(database),
            "SECRET_PORT": str(server.getsockname()[1]),
            "SECRET_SOCKET": str(tmp_path),
            "SECRET_VALUE": "the-password",
        }


@pytest.fixture(scope="module", params=["cold", "warm"])
def template(request, bubblewrap):
    """What processes are forked from, None where they start cold; the two must protect alike."""
    if request.param == "cold":
        return None
    if warm.why_not_warm():
        pytest.skip(f"processes cannot start warm here: {warm.why_not_warm()}")
    return warm.template()


def marks(run, attack, words, workdir, **how):
    """Return the points of each test cell of an attack."""
    workdir.mkdir()
    (workdir / "data.txt").write_text("1")
    cells = [dataclasses.replace(cell, source=filled(cell.source, words)) for cell in attack.cells]
    how |= {"limits": attack.limits, "sandbox": sandbox.bubblewrap, "workdir": workdir, "environment": {}}
    outcomes = run(cells, seed=SEED, **how)
    assert len(outcomes) == len(cells)
    pairs = [(cell, outcome) for cell, outcome in zip(cells, outcomes, strict=True) if cell.kind == "test"]
    assert all(outcome.message for _, outcome in pairs if not outcome.ended), "a failed test says why"
    points = [cell.points if outcome.partial is None else outcome.partial for cell, outcome in pairs]
    return tuple(p if outcome.ended else 0.0 for p, (_, outcome) in zip(points, pairs, strict=True))


def filled(source, words):
    for word, value in words.items():
        source = source.replace(word, value)
    return source


def surroundings(folder):
    """The files beside the working directory, and processes that an attack leaves behind."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "work" not in path.parts}
    left = [p.pid for p in psutil.process_iter(["cmdline"]) if "98765.4321" in (p.info["cmdline"] or ())]
    return files, left


@pytest.mark.usefixtures("bubblewrap")
@pytest.mark.parametrize("attack", RANGE, ids=lambda attack: attack.name)
def test_an_attack_gets_the_marks_it_deserves_and_touches_nothing(attack, template, machine, tmp_path):
    before = surroundings(tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    for turn in range(2 if attack.name in TWICE else 1):
        assert marks(wall.run, attack, machine, work / str(turn), template=template) == attack.marks
    assert surroundings(tmp_path) == before
    assert os.getpid() in psutil.pids()


@pytest.mark.slow
@pytest.mark.usefixtures("bubblewrap")
@pytest.mark.parametrize("attack", NAIVE, ids=lambda attack: attack.name)
def test_where_tests_share_the_students_process_the_attack_works(attack, machine, tmp_path):
    """The other half of the evidence: these attacks are real, and what stops them is the wall."""
    assert marks(kernel.run, attack, machine, tmp_path / "work") == attack.kernel_marks


def test_the_range_is_wide():
    groups = {attack.name.partition("/")[0] for attack in RANGE}
    assert groups >= {"kernel", "host", "bridge", "parent", "honest"}
    assert len([attack for attack in RANGE if not attack.name.startswith("honest")]) >= 60
