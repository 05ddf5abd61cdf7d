import math

import numpy as np
import pytest

from nnlib import schedules

torch = pytest.importorskip("torch")
from torch.optim import lr_scheduler  # noqa: E402

AGAINST_TORCH = {
    "step": (schedules.step(0.4, 7, 0.3), lambda o: lr_scheduler.StepLR(o, 7, 0.3)),
    "linear": (
        schedules.linear(0.4, 20, 0.1),
        lambda o: lr_scheduler.LinearLR(o, start_factor=1, end_factor=0.25, total_iters=20),
    ),
    "exponential": (schedules.exponential(0.4, 0.93), lambda o: lr_scheduler.ExponentialLR(o, 0.93)),
    "cosine": (schedules.cosine(0.4, 49, 0.05), lambda o: lr_scheduler.CosineAnnealingLR(o, 49, 0.05)),
    "cyclic": (
        schedules.cyclic(0.1, 0.4, 6),
        lambda o: lr_scheduler.CyclicLR(o, 0.1, 0.4, step_size_up=6, cycle_momentum=False),
    ),
    "constant": (schedules.constant(0.4), lambda o: lr_scheduler.ConstantLR(o, factor=1)),
    "warm-up": (
        schedules.warm_up(schedules.exponential(0.4, 0.9), 8, start=0.1),
        lambda o: lr_scheduler.SequentialLR(
            o,
            [lr_scheduler.LinearLR(o, 0.25, 1, total_iters=8), lr_scheduler.ExponentialLR(o, 0.9)],
            milestones=[8],
        ),
    ),
}


@pytest.mark.parametrize("name", AGAINST_TORCH)
@pytest.mark.filterwarnings("ignore:The epoch parameter in")  # torch warns about its own SequentialLR
def test_fifty_steps_are_those_of_torch(name):
    ours, make = AGAINST_TORCH[name]
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.4)
    scheduler = make(optimizer)
    expected = []
    for _ in range(50):
        expected.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    np.testing.assert_allclose([ours(t) for t in range(50)], expected, rtol=1e-12)


@pytest.mark.parametrize(("schedule", "power"), [(schedules.inverse, 1), (schedules.inverse_sqrt, 0.5)])
def test_inverse_schedules_fall_as_their_power_of_t(schedule, power):
    rate = schedule(0.3, 2.0)
    assert rate(0) == 0.3
    assert rate(4) == pytest.approx(0.3 / 9**power)
    assert rate(4e12) / rate(1e12) == pytest.approx(4**-power)


@pytest.mark.parametrize("schedule", [schedules.linear, schedules.cosine])
def test_a_schedule_that_has_arrived_stays(schedule):
    rate = schedule(1.0, 10, 0.2)
    assert [rate(t) for t in (10, 11, 1000)] == pytest.approx([0.2] * 3)


def test_warm_up_starts_at_zero_and_hands_over_without_a_jump():
    rate = schedules.warm_up(0.5, 10)
    assert [rate(t) for t in (0, 5, 9, 10, 99)] == pytest.approx([0, 0.25, 0.45, 0.5, 0.5])


def test_a_schedule_is_found_by_name():
    assert schedules.get("step", 1.0, every=2)(2) == 0.1
    with pytest.raises(ValueError, match=r"unknown schedule 'cosin'; did you mean 'cosine'\?"):
        schedules.get("cosin", 1.0)


@pytest.mark.parametrize("value", [0, -1, math.nan, math.inf])
def test_a_number_that_is_not_positive_is_refused_by_name(value):
    with pytest.raises(ValueError, match="steps must be a positive number, got"):
        schedules.linear(0.1, value)
    with pytest.raises(ValueError, match="rate must be a positive number, got"):
        schedules.cosine(value, 10)
