import re

import matplotlib.pyplot as plt
import pytest

from nnlib.plots import road
from tests.course.lessons import ROOT

RESULTS = ROOT / "benchmarks" / "results"


@pytest.fixture(autouse=True)
def no_figures_left():
    yield
    plt.close("all")


def measured(file, row, column):
    """Return a number of a table in the results of the benchmarks."""
    line = next(line for line in (RESULTS / file).read_text().splitlines() if re.match(rf"\| {row} \|", line))
    return float(line.split("|")[column].replace(",", ""))


def test_the_stages_are_those_that_were_measured():
    assert {
        "loops over samples": measured("training.md", "loops over samples, float64", 2),
        "matrices, lesson 06": measured("training.md", "nnlib, backprop.Network, float64", 2),
        "recorded, float32": measured("training.md", "nnlib, Sequential, float32", 2),
    } == road.ON_A_CPU
    assert {
        "PyTorch, eager": measured("gpu.md", "PyTorch, eager", 2),
        "nnlib, as it is": measured("gpu.md", "nnlib, derivative recorded anew each step", 2),
        "recorded: CUDA graph": measured("gpu.md", "nnlib, recorded", 2),
    } == road.ON_A_GPU


def test_a_bar_for_each_stage_is_labeled_with_its_duration():
    cpu, gpu = road.stages().axes
    assert [text.get_text() for text in cpu.texts] == ["1.76 s", "0.49 s", "0.20 s"]
    assert [bar.get_width() for bar in gpu.patches] == [643, 477, 57]


def test_two_histories_lie_on_each_other_and_one_may_be_missing():
    line, dots = road.two_histories([3.0, 2.0, 1.0], [3.0, 2.0, 1.5]).lines
    assert line.get_xydata().tolist() == [[1, 3], [2, 2], [3, 1]]
    assert dots.get_ydata().tolist() == [3.0, 2.0, 1.5]
    assert len(road.two_histories([1.0]).lines) == 1
