"""The time limit interrupts student code, and calls of what is off limits are seen through any name."""

import math
import statistics
import time
from fractions import Fraction

import pytest

from autograder.bridge import guard


def off_limits(*names):
    return guard.off_limits(names, lambda filename: filename == __file__)


def stubborn_loop(seconds):
    start = time.monotonic()
    while True:
        try:
            while True:
                pass
        except BaseException:
            if time.monotonic() - start > seconds:
                raise


def test_an_endless_loop_is_interrupted_even_where_it_catches_everything():
    start = time.monotonic()
    with pytest.raises(guard.TimeIsUp, match=r"stopped after 0\.05 s"), guard.time_limit(0.05):
        stubborn_loop(0.4)
    assert time.monotonic() - start < 5


def test_no_interrupt_comes_after_the_block():
    with guard.time_limit(0.05):
        pass
    time.sleep(0.1)


saved = statistics.mean


@pytest.mark.parametrize(
    ("names", "use"),
    [
        (("statistics.mean",), lambda: statistics.mean([1, 2])),
        (("statistics.mean",), lambda: saved([1, 2])),
        (("statistics.mean",), lambda: list(map(getattr(statistics, "me" + "an"), [[1, 2]]))),
        (("statistics",), lambda: statistics.median([1, 2])),
        (("math.sqrt",), lambda: math.sqrt(2)),
        (("fractions.Fraction",), lambda: Fraction(1, 2)),
    ],
)
def test_a_call_of_what_is_off_limits_is_an_error(names, use):
    with pytest.raises(guard.OffLimitsError, match=f"{names[0]} is off limits in this exercise"), off_limits(*names):
        use()


def test_catching_the_error_does_not_help():
    def sly():
        try:
            return statistics.mean([1, 2])
        except Exception:
            return 1.5

    with pytest.raises(guard.OffLimitsError), off_limits("statistics.mean"):
        sly()


def test_what_libraries_call_among_themselves_is_allowed():
    with off_limits("statistics.mean", "fractions"):
        assert statistics.stdev([1, 2, 3]) == 1
        assert math.sqrt(4) == 2


def test_removing_the_watch_is_an_error():
    import sys

    with pytest.raises(guard.OffLimitsError, match="switched off"), off_limits("statistics.mean"):
        sys.setprofile(None)


def test_without_names_nothing_is_watched():
    import sys

    with off_limits():
        assert sys.getprofile() is None
