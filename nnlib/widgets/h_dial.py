"""The h dial (lesson 07): a secant under a microscope that magnifies by 1/h, and the digits that come out.

For large h the graph is bent and the secant is not the tangent. For small h the graph is straight, until the steps
between neighboring floating-point numbers come into sight; then the secant joins two treads of a staircase.
"""

import numpy as np

from nnlib.autodiff import finite_difference
from nnlib.widgets.controls import Choice, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Points, Scene, Text
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "h_dial", "picture"]

WANTED = 1e-7
SHOWN = 12  # digits
MOST_TRIED = 300
CURVES = {  # by a name without spaces: the function, its derivative, where
    "x²+3/x+4": (lambda x: x**2 + 3 / x + 4, lambda x: 2 * x - 3 / x**2, 0.1),
    "sin(x)": (np.sin, np.cos, 1.0),
    "exp(x)": (np.exp, np.exp, 10.0),
}


def forward_diff(f, x, h):
    """Return the forward difference quotient."""
    return finite_difference.forward(f, x, h)


def h_dial(forward_diff=None):
    """Show the widget.

    Parameters
    ----------
    forward_diff : callable, optional
        The student's ``forward_diff(f, x, h)``; by default the course's own.
    """
    return display(experiment(forward_diff))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `h_dial`."""
    guarded = Guarded(yours, forward_diff, _problem)
    return Experiment(
        name="h_dial",
        question="How many digits of the derivative can a forward difference get right?",
        goal=f"a relative error below {WANTED:g}",
        controls=(
            Choice("curve", "function", tuple(CURVES), next(iter(CURVES))),
            Slider("h", "step h", 1e-16, 1.0, 0.1, step=0.25, log=True),
        ),
        function=guarded,
        start=lambda settings, before: start(settings, before, guarded),
        picture=lambda settings, visited: picture(settings, visited, guarded),
        prediction=Prediction(
            question="You turn h from 1e-12 down to 1e-13. The error of the forward difference …",
            options=("becomes about 10 times smaller", "stays about as it is", "becomes about 10 times larger"),
            right=2,
            because="Down there rounding rules, and its share of the error is proportional to 1/h. "
            "Turn the dial and watch the dots: the number of right digits grows to about 8 and shrinks again.",
        ),
    )


def start(settings, before, quotient):
    """Return the steps tried so far on this function, with this one: (curve, [(log10 h, right digits), …])."""
    tried = before[1][-MOST_TRIED:] if before and before[0] == settings["curve"] else ()
    _, error = _found(settings, quotient)
    return settings["curve"], (*tried, (np.log10(settings["h"]), _right_digits(error)))


def picture(settings, tried, quotient):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        curve, h.
    tried : tuple
        From `start`.
    quotient : callable
    """
    f, derivative, x = CURVES[settings["curve"]]
    found, error = _found(settings, quotient)
    h, true = settings["h"], float(derivative(x))
    words = f"h = {h:.2g}, and the relative error is {error:.2g}"
    return Scene(
        axes=(_microscope(f, x, h, true, found, words), _digits(np.array(tried[1]), true, found, words)),
        numbers={"quotient": f"{found:.{SHOWN}g}", "derivative": f"{true:.{SHOWN}g}", "relative error": f"{error:.2g}"},
        reached=bool(error < WANTED),
        hint=_hint(h, error),
    )


def _found(settings, quotient):
    f, derivative, x = CURVES[settings["curve"]]
    true, found = float(derivative(x)), float(quotient(f, x, settings["h"]))
    return found, abs(found - true) / abs(true)


def _right_digits(error):
    return float(np.clip(-np.log10(max(error, 1e-16)), 0, 16))


def _hint(h, error):
    if error < WANTED:
        return "This is about as good as it gets: half of the 16 digits of a float."
    if h < 1e-9:
        return "Too small: the graph is a staircase now, and the difference has lost its digits."
    return "Too large: the graph bends away from its secant."


def _microscope(f, x, h, true, found, words):
    u = np.linspace(-0.5, 1.5, 401)
    height = (f(x + u * h) - f(x)) / (h * abs(true))
    ends = np.array([[0.0, 0.0], [1.0, float(f(x + h) - f(x)) / (h * abs(true))]])
    across = u[[0, -1]]
    return Axes(
        title=f"the graph at x = {x:g}, magnified by 1/h",
        alt=f"The graph near x = {x:g}, magnified by 1/h, with its tangent and the secant. {words}.",
        layers=(
            Curve(np.column_stack([u, np.clip(height, -9, 9)]), "reference", "f"),
            Curve(np.column_stack([across, across * np.sign(true)]), "line", "tangent"),
            Curve(np.column_stack([across, np.clip(across * found / abs(true), -9, 9)]), "class 1", "secant"),
            Points(np.clip(ends, -9, 9), "class 1", "o"),
        ),
        xlim=(-0.5, 1.5),
        ylim=(-2, 2),
        xlabel="distance from x, in units of h",
        ylabel="rise, in units of h |f′|",
    )


def _digits(tried, true, found, words):
    wanted, got = (f"{value:#.{SHOWN}g}" for value in (true, found))
    count = _right_characters(got, int(tried[-1, 1]))
    places = np.linspace(-15.5, -0.5, len(got))
    return Axes(
        title="derivative, quotient, right digits",
        alt=f"Above, the derivative {wanted} and the quotient {got}, wrong digits marked; below, how many digits were "
        f"right for each step tried so far. {words}.",
        layers=(
            Curve([[-16.5, -np.log10(WANTED)], [0.5, -np.log10(WANTED)]], "reference", "goal"),
            Points(tried, "class 0", "o", "tried"),
            Points(tried[-1:], "class 1", "^", "now"),
            Text(_row(np.linspace(-15.5, -0.5, len(wanted)), 14.6), tuple(wanted), "line"),
            Text(_row(places[:count], 13), tuple(got[:count]), "yours"),
            Text(_row(places[count:], 13), tuple(got[count:]), "error"),
            Text(_row(places[count:], 12), ("×",) * (len(got) - count), "error"),
        ),
        xlim=(-16.5, 0.5),
        ylim=(-0.5, 16),
        xlabel="log₁₀ of the step h",
        ylabel="right digits",
    )


def _row(x, y):
    return np.column_stack([x, np.full(len(x), y)])


def _right_characters(number, digits):
    """Return how many characters of a written number hold its first ``digits`` digits that are not leading zeros."""
    if not digits:
        return 0
    first = next((i for i, c in enumerate(number) if c in "123456789"), 0)
    places = [i for i, c in enumerate(number) if c.isdigit() and i >= first]
    return places[min(digits, len(places)) - 1] + 1


def _problem(answer, f, x, h):
    value = np.asarray(answer)
    return "" if value.shape == () and value.dtype.kind in "fi" else f"is {answer!r}, expected one number"
