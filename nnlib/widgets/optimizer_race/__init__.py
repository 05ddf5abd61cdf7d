"""The optimizer race (lesson 09): six methods, one surface, one start, one learning rate; what each remembers, seen.

After L. Jiang (2020), *Gradient descent viz*, https://github.com/lilipads/gradient_descent_viz, which shows velocity
arrows and boxes of squared gradients; here the steps are the student's own.
"""

from nnlib.widgets.controls import Menu, Slider
from nnlib.widgets.display import interactive
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.optimizer_race.controls import Spot, Ticks
from nnlib.widgets.optimizer_race.picture import GOAL_STEPS, GOAL_SURFACE, NEAR, SHOWN, name_of, picture
from nnlib.widgets.optimizer_race.race import SURFACES, advance, start
from nnlib.widgets.optimizer_race.runners import METHODS, guarded
from nnlib.widgets.session import Session
from nnlib.widgets.static import static_frame

__all__ = ["experiment", "optimizer_race"]

STEPS_OF_A_STILL = 40


def optimizer_race(*, momentum=None, nesterov=None, adagrad=None, rmsprop=None, adam=None):
    """Show the widget.

    Parameters
    ----------
    momentum, nesterov, adagrad, rmsprop, adam : callable, optional
        The student's ``momentum_step(w, g, v, lr, beta, form)``, ``nesterov_step(w, grad, v, lr, beta)``,
        ``adagrad_step(w, g, s, lr, eps)``, ``rmsprop_step(w, g, s, lr, beta, eps)`` and
        ``adam_step(w, g, m, v, t, lr, b1, b2, eps)``; by default the course's own.

    Returns
    -------
    Window or IPython.display.HTML
        A picture with its text where nobody can play, after some steps.
    """
    made = experiment(momentum=momentum, nesterov=nesterov, adagrad=adagrad, rmsprop=rmsprop, adam=adam)
    if interactive():
        from nnlib.widgets.optimizer_race.window import Window

        return Window(made)
    session = Session(made)
    for _ in range(STEPS_OF_A_STILL):
        session.advance()
    return static_frame(made, session.picture())


def experiment(**yours):
    """Return the `Experiment`; arguments as in `optimizer_race`."""
    steps = guarded(yours)
    return Experiment(
        name="optimizer_race",
        question="One learning rate for six methods: whom does it suit, and what becomes of the others?",
        goal=f"{name_of(GOAL_SURFACE)}, own start: one within {NEAR} of the minimum in at most {GOAL_STEPS} steps",
        controls=(
            Menu("surface", "surface", tuple(SURFACES), GOAL_SURFACE),
            Slider("rate", "learning rate η", 1e-4, 3, 0.003, log=True),
            Slider("beta", "momentum β", 0.0, 0.99, 0.9, step=0.01),
            Slider("speed", "steps/s", 1, 100, 10.0, log=True),
            Ticks("runners", "runners", METHODS, ",".join(METHODS)),
            Ticks("show", "show", SHOWN, "gradient,velocity"),
            Ticks("adam", "Adam", ("bias_correction",), "bias_correction"),
            Spot("start", "start"),
        ),
        function=steps,
        picture=picture,
        start=start,
        advance=lambda race: advance(race, steps),
        prediction=Prediction(
            "On Beale's surface the gradient at the start is about 100 long. At η = 1, what do descent and Adam do?",
            ("both leave the picture", "descent leaves, Adam arrives", "descent arrives, Adam leaves", "both arrive"),
            1,
            "Descent's first step is η times the gradient, 100 long. Adam divides the gradient's size out: its first "
            "step has length η in each parameter. Set η to 1 and see.",
        ),
    )
