"""V-curves (lesson 07): the errors of three ways to a derivative against their step, and the digits that one step buys.

Forward and central differences have a best step, where truncation and rounding meet; the complex step has none: its
error falls like h² and stays at the bottom.
"""

import numpy as np

from nnlib.autodiff import finite_difference
from nnlib.widgets.controls import Choice, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Bars, Curve, Points, Scene, Text
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "picture", "v_curves"]

WANTED = 1e-10
FLOOR = 1e-17  # where an error of 0 is drawn
STEPS = np.logspace(0, -16, 81)
CURVES = {  # by a name without spaces
    "x²+3/x+4": (lambda x: x**2 + 3 / x + 4, lambda x: 2 * x - 3 / x**2),
    "sin(x)": (np.sin, np.cos),
    "x·exp(x)": (lambda x: x * np.exp(x), lambda x: (1 + x) * np.exp(x)),
    "1/(1+x²)": (lambda x: 1 / (1 + x * x), lambda x: -2 * x / (1 + x * x) ** 2),
}
METHODS = {  # the method, its color and marker, and where on its curve its name is written
    "forward": (finite_difference.forward, "class 0", "o", (25, 1.5)),
    "central": (finite_difference.central, "class 1", "^", (36, -1.5)),
    "complex": (lambda f, x, h: np.imag(f(x + 1j * h)) / h, "yours", "ring", (60, 2.0)),
}


def error_curve(f, df, x, hs, method):
    """Return the relative error (k,) of a method for each of the steps hs (k,)."""
    return np.array(finite_difference.error_curve(f, df, x, hs, method))


def v_curves(error_curve=None):
    """Show the widget.

    Parameters
    ----------
    error_curve : callable, optional
        The student's ``error_curve(f, df, x, hs, method)``; by default the course's own.
    """
    return display(experiment(error_curve))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `v_curves`."""
    guarded = Guarded(yours, error_curve, _problem)
    return Experiment(
        name="v_curves",
        question="Where does the error of each method turn around, and which one never turns?",
        goal=f"a step with which the central difference errs by less than {WANTED:g}",
        controls=(
            Choice("curve", "function", tuple(CURVES), next(iter(CURVES))),
            Slider("x", "place x", 0.01, 3.0, 0.1, step=0.1, log=True),
            Slider("h", "step h", 1e-16, 1.0, 1e-3, step=0.25, log=True),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            question="x² + 3/x + 4 is bent more sharply near 0. Move x from 1 to 0.01: the best step h …",
            options=("becomes smaller", "stays the same", "becomes larger"),
            right=0,
            because="More bending means more truncation error at the same h, so the two errors meet at a smaller h. "
            "There is no step that is good for all functions; only the complex step does not care.",
        ),
    )


def picture(settings, curve):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        curve, x, h.
    curve : callable
    """
    f, df = CURVES[settings["curve"]]
    steps = np.append(STEPS, settings["h"])
    with np.errstate(all="ignore"):
        errors = {
            name: np.asarray(curve(f, df, settings["x"], steps, method), dtype=float)
            for name, (method, *_) in METHODS.items()
        }
    now = {name: float(values[-1]) for name, values in errors.items()}
    words = ", ".join(f"{name} {error:.1e}" for name, error in now.items())
    best = steps[np.nanargmin(errors["central"][:-1])]
    return Scene(
        axes=(_curves(settings, steps, errors, words), _digits(now, words)),
        numbers={"relative errors at this step": words, "best step of the central difference": f"{best:.0e}"},
        reached=bool(now["central"] < WANTED),
        hint=_hint(now["complex"]),
    )


def _hint(error):
    return "The complex step has all digits here, and keeps them however small h is." if error < 1e-15 else ""


def _heights(errors):
    return np.log10(np.clip(np.where(np.isnan(errors), np.inf, errors), FLOOR, 1e3))


def _curves(settings, steps, errors, words):
    layers = []
    for name, (_, role, marker, (place, above)) in METHODS.items():
        path = np.column_stack([np.log10(steps), _heights(errors[name])])
        named = path[[place]] + [0, above]
        layers += [Curve(path[:-1], role, name), Points(path[-1:], role, marker), Text(named, (name,), role)]
    return Axes(
        title="error against step",
        alt=f"Relative errors of three methods against the step, for {settings['curve']} at x = {settings['x']:.2g}. "
        f"At h = {settings['h']:.1e}: {words}.",
        layers=tuple(layers),
        xlim=(-16.3, 0.3),
        ylim=(-17.5, 3),
        xlabel="log₁₀ of the step h",
        ylabel="log₁₀ of the relative error",
    )


def _digits(now, words):
    digits = [max(0.0, -float(_heights(np.array(error)))) for error in now.values()]
    places = np.arange(len(digits))
    return Axes(
        title="digits that are right at this step",
        alt=f"Right digits: {', '.join(f'{name} {count:.0f}' for name, count in zip(now, digits, strict=True))}.",
        layers=(
            Bars(places, digits, "class 0"),
            Curve([[-0.5, -np.log10(WANTED)], [2.5, -np.log10(WANTED)]], "reference", "goal of the central one"),
        ),
        xlim=(-0.5, 2.5),
        ylim=(0, 17.5),
        ticks=tuple(METHODS),
        ylabel="digits",
    )


def _problem(answer, f, df, x, hs, method):
    errors = np.asarray(answer)
    return "" if errors.shape == (len(hs),) else f"has shape {errors.shape}, expected ({len(hs)},)"
