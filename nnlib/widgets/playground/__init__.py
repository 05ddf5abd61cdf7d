"""The playground (lesson 08): build a network, watch every unit learn what it computes, and pull at its weights.

After D. Smilkov, S. Carter, D. Sculley, F. Viégas and M. Wattenberg (2017), *Direct-manipulation visualization of deep
networks*, arXiv:1708.03788. Unlike theirs it knows several optimizers and initializers, shows gradients, trains the
student's own network, and writes everything that was done in one line.
"""

from nnlib.widgets.controls import Layers, Menu, Seed, Slider
from nnlib.widgets.display import interactive
from nnlib.widgets.experiment import Experiment
from nnlib.widgets.playground.bench import Bench
from nnlib.widgets.playground.data import SHAPES
from nnlib.widgets.playground.network import ACTIVATIONS, guarded
from nnlib.widgets.playground.picture import GOAL, picture
from nnlib.widgets.playground.training import BATCHES, DECAYS, INITIALIZERS, OPTIMIZERS, advance, start
from nnlib.widgets.static import static_frame

__all__ = ["experiment", "playground"]

EPOCHS_OF_A_STILL = 20


def playground(network=None, *, data="spiral"):
    """Show the widget.

    Parameters
    ----------
    network : callable, optional
        ``network(sizes, activation)`` returns the student's network, with ``sizes`` as (2, 4, 2, 1) and the name of
        the hidden layers' ``activation``; the output layer is a sigmoid. It needs three names, as nnlib's own
        ``Sequential`` has them:

        ``params``
            A list with a dict for each layer, ``W`` of shape (units, inputs) and ``b`` of shape (units,); the
            playground assigns it before each call.
        ``outputs_by_layer(X)``
            A list with each layer's outputs for samples ``X``, shape (n, units).
        ``gradients(X, Y)``
            The gradient of the mean binary cross-entropy for targets ``Y`` of shape (n, 1): a list like ``params``.
    data : str
        xor, circles, moons or spiral, to begin with; the goal is to be reached on it.

    Returns
    -------
    Window or IPython.display.HTML
        A picture with its text where nobody can play, after some epochs.
    """
    made = experiment(network, data=data)
    if interactive():
        from nnlib.widgets.playground.window import Window

        return Window(made)
    bench = Bench(made)
    for _ in range(EPOCHS_OF_A_STILL):
        bench.advance()
    return static_frame(made, bench.picture())


def experiment(network=None, *, data="spiral"):
    """Return the `Experiment`; arguments as in `playground`."""
    function = guarded(network)
    return Experiment(
        name="playground",
        question=f"Which network learns the {data}, and what does each of its units see?",
        goal=f"test loss below {GOAL} on {data}",
        controls=(
            Menu("data", "data", tuple(SHAPES), data),
            Slider("noise", "noise", 0, 0.3, 0.02, step=0.01),
            Seed("data_seed", "seed of the data"),
            Layers("layers", "hidden layers", "4,2"),
            Menu("activation", "activation", ACTIVATIONS, "tanh"),
            Menu("initializer", "initial weights", INITIALIZERS, "glorot_uniform"),
            Seed("seed", "seed of the weights"),
            Menu("optimizer", "optimizer", OPTIMIZERS, "sgd"),
            Slider("rate", "learning rate", 1e-4, 10, 0.1, log=True),
            Menu("l2", "L2 decay λ", DECAYS, "0"),
            Menu("batch", "batch size", BATCHES, "20"),
            Slider("speed", "epochs/s", 1, 300, 30.0, log=True),
            Menu("show", "lines show", ("weights", "gradients"), "weights"),
        ),
        function=function,
        picture=lambda settings, training: picture(settings, training, function, data),
        start=lambda settings, before: start(settings, before, function),
        advance=lambda training: advance(training, function),
    )
