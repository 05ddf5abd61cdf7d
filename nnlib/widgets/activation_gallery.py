"""Activation gallery (lesson 04): a function, its slope, and what a whole layer's inputs become behind it.

The inputs are normally distributed about 0; their spread decides whether the slope still passes anything back. A unit
counts as saturated where ``|f'| < 0.05`` and as dead where ``f' = 0``.
"""

import statistics

import numpy as np

from nnlib import activations as course
from nnlib.widgets.controls import Choice, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["activation_gallery", "activations", "experiment", "picture"]

PARAMETER = {"sigmoid": "k", "leaky_relu": "slope", "elu": "a", "swish": "beta"}
NAMES = (
    *("identity", "step", "sigmoid", "tanh", "relu", "leaky_relu", "relu6", "elu", "selu"),
    *("gelu", "swish", "hard_swish", "softplus", "mish"),
)
SATURATED = 0.05
CENTERED, SPREAD, FEW = 0.1, 0.5, 0.01
XLIM, YLIM = (-6.0, 6.0), (-2.2, 4.2)
X = np.linspace(*XLIM, 481)
STANDARD = np.array([statistics.NormalDist().inv_cdf((i + 0.5) / 1000) for i in range(1000)])  # a normal layer
BINS = np.linspace(*YLIM, 65)


def activations(name, x, parameter):
    """Return the values of an activation function by its name, with its parameter if it has one."""
    return course.get(name)(x, **_parameters(name, parameter))


def activation_gallery(yours=None):
    """Show the widget.

    Parameters
    ----------
    yours : dict of str to callable, optional
        Functions of the student, as ``{"sigmoid": sigmoid}``, called with the inputs and, by position, with the
        parameter where the course's function has one; what is not there is drawn with the course's own.
    """
    return display(experiment(yours))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `activation_gallery`."""
    yours = {name: function for name, function in (yours or {}).items() if function is not course.get(name)}

    def own(name, x, parameter):
        if name not in yours:
            return activations(name, x, parameter)
        return yours[name](x, parameter) if name in PARAMETER else yours[name](x)

    guarded = Guarded(own if yours else None, activations, _problem)
    return Experiment(
        name="activation_gallery",
        question="Which functions keep a layer's outputs centered and spread, and still pass the error back?",
        goal=f"a bent function: mean within {CENTERED} of 0, spread {SPREAD} or more, at most {FEW:.0%} saturated",
        controls=(
            Choice("function", "function", NAMES, "sigmoid"),
            Slider("parameter", "its parameter", 0.01, 10, 1.0, log=True),
            Slider("spread", "spread of the inputs", 0.05, 20, 5.0, log=True),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            "The inputs of a sigmoid spread with standard deviation 5. Where its slope is below 0.05 the error is as "
            "good as lost. How many of the inputs land there?",
            ("about 5 %", "about 25 %", "more than half"),
            2,
            "The slope falls below 0.05 at |x| = 2.9, and 56 % of such inputs lie beyond. Watch “saturated” while "
            "you narrow the spread.",
        ),
    )


def picture(settings, function):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        function, parameter, spread.
    function : callable
        ``function(name, x, parameter)``.
    """
    name, parameter, spread = settings["function"], settings["parameter"], settings["spread"]
    inputs = spread * STANDARD
    outputs = np.asarray(function(name, inputs, parameter), dtype=float)
    slopes = np.abs(course.derivative(name, inputs, **_parameters(name, parameter)))
    saturated, dead = float(np.mean(slopes < SATURATED)), float(np.mean(slopes == 0))
    mean, width = float(outputs.mean()), float(outputs.std())
    good = abs(mean) <= CENTERED and width >= SPREAD and saturated <= FEW
    bent = name != "identity" and not (name == "leaky_relu" and parameter == 1)
    words = f"mean {mean:.2f}, spread {width:.2f}, {saturated:.1%} saturated, {dead:.1%} dead"
    return Scene(
        axes=(_function(settings, function, inputs), _outputs(settings, outputs, words)),
        numbers={
            "outputs": f"mean {mean:.2f}, spread {width:.2f}",
            "saturated, |f′| < 0.05": f"{saturated:.1%}",
            "dead, f′ = 0": f"{dead:.1%}",
            "parameter": f"{PARAMETER[name]} = {parameter:.3g}" if name in PARAMETER else "this function has none",
        },
        reached=bool(good and bent),
        hint="It passes everything on, but a net of straight functions is a single matrix."
        if good and not bent
        else "",
    )


def _function(settings, function, inputs):
    name, parameter, spread = settings["function"], settings["parameter"], settings["spread"]
    slopes = course.derivative(name, X, **_parameters(name, parameter))
    values = np.asarray(function(name, X, parameter), dtype=float)
    if name == "step":
        values = np.where(np.abs(X) < 1e-9, np.nan, values)
    return Axes(
        title=name,
        alt=f"{name} and its slope from -6 to 6, over the distribution of inputs with spread {spread:.3g}.",
        layers=(
            Curve(_histogram(inputs, np.linspace(*XLIM, 41), YLIM[0], 1.8), "reference", "inputs"),
            Curve(np.column_stack([X, values]), "class 0", "f"),
            Curve(np.column_stack([X, slopes]), "class 1"),
            Points(np.column_stack([X, slopes])[20::40], "class 1", "^", "f′"),
        ),
        xlim=XLIM,
        ylim=YLIM,
        xlabel="x",
        ylabel="f and f′",
    )


def _outputs(settings, outputs, words):
    mean = [[np.clip(outputs.mean(), *YLIM), 0.0]]
    return Axes(
        title="outputs of the layer",
        alt=f"Distribution of the outputs of {settings['function']}: {words}.",
        layers=(
            Curve(_histogram(outputs, BINS, 0.0, 1.0), "class 0", "outputs"),
            Points(mean, "class 1", "^", "mean"),
        ),
        xlim=YLIM,
        ylim=(-0.06, 1.06),
        xlabel="f(x)",
        ylabel="how many, tallest = 1",
    )


def _histogram(values, edges, floor, height):
    """Return the outline of a histogram, its tallest bin ``height`` above ``floor``; what lies outside is not shown."""
    counts = np.histogram(values, edges)[0]
    steps = floor + height * np.repeat(counts, 2) / max(counts.max(), 1)
    return np.column_stack([np.repeat(edges, 2)[1:-1], steps])


def _parameters(name, parameter):
    return {PARAMETER[name]: parameter} if name in PARAMETER else {}


def _problem(answer, name, x, parameter):
    values = np.asarray(answer, dtype=float)
    if values.shape != x.shape:
        return f"for {name} has shape {values.shape}, expected {x.shape}"
    return "" if np.isfinite(values).all() else f"for {name} is not finite"
