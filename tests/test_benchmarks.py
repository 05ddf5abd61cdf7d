"""The benchmarks compare like with like; how fast each is, is not a test."""

import re
import subprocess
import sys

import numpy as np
import pytest

from benchmarks import grading, measure, nielsen, training_step
from nnlib import backprop


def test_all_contestants_of_the_training_step_walk_the_same_path():
    pytest.importorskip("torch")
    steps = training_step.contestants((784, 30, 10), 10)
    assert len(steps) == 5
    training_step.check_equal(steps, count=3)


def test_a_contestant_that_does_something_else_is_found_out():
    steps = training_step.contestants((784, 30, 10), 10)
    steps["lazy"] = (lambda: None, lambda: training_step.weights((784, 30, 10)))
    with pytest.raises(AssertionError, match="lazy"):
        training_step.check_equal(steps, count=20)


def test_the_loops_over_samples_compute_the_gradient_of_the_four_equations(rng):
    sizes = nielsen.SIZES
    weights = [rng.standard_normal((m, n)) / n**0.5 for n, m in ((sizes[0], sizes[1]), (sizes[1], sizes[2]))]
    biases = [rng.standard_normal((m, 1)) for m in sizes[1:]]
    x, y = rng.random((sizes[0], 1)), np.eye(10)[:, 3:4]
    nabla_b, nabla_w = nielsen.gradient_of_one(x, y, weights, biases)
    gWs, gbs = backprop.backprop(x.T, y.T, weights, [b[:, 0] for b in biases])
    for found, expected in zip((*nabla_w, *nabla_b), (*gWs, *(g[:, None] for g in gbs)), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-14)


def test_calls_are_timed_in_turn_and_the_first_round_does_not_count():
    order = []
    calls = {name: lambda name=name: order.append(name) for name in "ab"}
    assert set(measure.interleaved(calls, rounds=2, repeat=2)) == {"a", "b"}
    assert "".join(order) == "aabb" * 3


def test_a_table_is_markdown():
    assert measure.table(["", "ms"], [["nnlib", 1], ["other", 2]]) == (
        "|  | ms |\n| --- | ---: |\n| nnlib | 1 |\n| other | 2 |"
    )


def test_the_machine_is_described_with_its_threads(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert re.search(r"\d+ cores, threads used: 1; Python 3\.\d+\.\d+, numpy \d", measure.machine())


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "benchmarks", *arguments], capture_output=True, text=True, check=False)


def test_the_command_knows_its_benchmarks():
    assert "training_step" in run("--help").stdout
    unknown = run("trainingstep")
    assert unknown.returncode == 2
    assert "there is no benchmark 'trainingstep'; there are" in unknown.stderr


def test_what_needs_mnist_is_skipped_with_a_sentence_where_it_is_missing(monkeypatch):
    monkeypatch.delenv("NNLIB_DATA", raising=False)
    result = run("mnist")
    assert result.returncode == 0
    assert "skipped: it needs the files of MNIST" in result.stdout


def test_marks_that_differ_are_found_by_student_and_cell():
    first = {"ada": {"step": 1.0, "gates": 2.0}, "bob": {"step": 0.0}}
    same, other = {name: dict(cells) for name, cells in first.items()}, {"ada": {"step": 1.0, "gates": 1.0}}
    assert grading.different(first, [same]) == []
    assert grading.different(first, [same, other]) == [("ada", "gates", 2.0, 1.0), ("bob", "step", 0.0, None)]
