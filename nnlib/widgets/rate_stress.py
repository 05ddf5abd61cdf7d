"""Rate stress test (lesson 10): how large a learning rate a deep network bears, without and with batch norm.

Two networks of the same weights, 5 layers of ReLU, learn digits side by side. Left their accuracy after each epoch;
right what has become of every rate tried so far.
"""

import dataclasses
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnlib import datasets, normalization, stress
from nnlib.widgets.controls import Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["Race", "advance", "experiment", "picture", "rate_stress", "start"]

SIZES, EPOCHS = [64, 30, 30, 30, 30, 10], 8
LOW, HIGH = 0.01, 30.0
GOOD, FAILED = 0.9, 0.3
NETS = {False: ("without batch norm", "class 0", "o"), True: ("with batch norm", "class 1", "^")}


@dataclass(frozen=True, eq=False)
class Race:
    """Two trainings under way.

    Parameters
    ----------
    settings : dict
        Those it was started with.
    nets : dict from bool to DeepNet
        Without and with batch norm.
    accuracies : dict from bool to tuple of float
        On the test digits, at the start and after each epoch.
    tried : tuple of (rate, bool, accuracy)
        The end of every race with this seed, this one's included once it is over.
    """

    settings: dict
    nets: dict
    accuracies: dict
    tried: tuple = ()

    @property
    def epochs(self):
        """How many epochs are over."""
        return len(self.accuracies[False]) - 1


@lru_cache(maxsize=1)
def _digits():
    X, t = datasets.digits()
    order = np.random.default_rng(0).permutation(len(t))
    train, test = order[:1297], order[1297:]
    return X[train], t[train], X[test], t[test]


def rate_stress(batchnorm_back=None):
    """Show the widget.

    Parameters
    ----------
    batchnorm_back : callable, optional
        The student's ``batchnorm_back(dY, cache)``; by default ``nnlib.normalization.batchnorm_back``.
    """
    return display(experiment(batchnorm_back))


def experiment(batchnorm_back=None):
    """Return the `Experiment`; argument as in `rate_stress`."""
    guarded = Guarded(batchnorm_back, normalization.batchnorm_back, _problem)
    return Experiment(
        name="rate_stress",
        question="How much larger a learning rate does the network bear with batch norm?",
        goal=f"after {EPOCHS} epochs, above {GOOD:.0%} right with batch norm and below {FAILED:.0%} without",
        controls=(
            Slider("rate", "learning rate η", LOW, HIGH, 0.1, step=0.1, log=True),
            Slider("speed", "epochs/s", 1, 10, 4.0, log=True),
            Seed(),
        ),
        function=guarded,
        picture=picture,
        start=start,
        still=EPOCHS,
        advance=lambda race: advance(race, guarded),
        prediction=Prediction(
            "Some slides say that batch norm allows rates “100× larger”. On these digits the largest rate that still "
            "learns will grow by a factor of about …",
            ("1, no change", "10", "100"),
            1,
            "Without it, training is at risk from 0.3 on; with it, from 3 on. Collect your own points on the right.",
        ),
    )


def start(settings, before=None):
    """Return the race at its start line, or ``before`` if only the speed is another one."""
    settings = {name: value for name, value in settings.items() if name != "speed"}
    if before is not None and settings == before.settings:
        return before
    kept = before.tried if before is not None and before.settings["seed"] == settings["seed"] else ()
    nets = {norm: stress.deep_net(SIZES, norm=norm, rng=settings["seed"]) for norm in NETS}
    _, _, X, t = _digits()
    return Race(settings, nets, {norm: (stress.accuracy(net, X, t),) for norm, net in nets.items()}, kept)


def advance(race, batchnorm_back):
    """Return the race one epoch later; at its end, the argument itself."""
    if race.epochs == EPOCHS:
        return race
    X, t, X_test, t_test = _digits()
    rate, chance = race.settings["rate"], (race.settings["seed"], race.epochs)
    nets = {
        norm: stress.epoch(net, X, t, rate, rng=np.random.default_rng(chance), batchnorm_back=batchnorm_back)
        for norm, net in race.nets.items()
    }
    accuracies = {norm: (*race.accuracies[norm], stress.accuracy(net, X_test, t_test)) for norm, net in nets.items()}
    race = dataclasses.replace(race, nets=nets, accuracies=accuracies)
    if race.epochs < EPOCHS:
        return race
    return dataclasses.replace(race, tried=(*race.tried, *((rate, norm, accuracies[norm][-1]) for norm in NETS)))


def picture(settings, race):
    """Return the `Scene` of a race.

    Parameters
    ----------
    settings : dict
        rate, speed, seed.
    race : Race
    """
    now = {norm: race.accuracies[norm][-1] for norm in NETS}
    over = race.epochs == EPOCHS
    return Scene(
        axes=(_epochs(race), _rates(race)),
        numbers={
            "epoch": f"{race.epochs} of {EPOCHS}",
            **{NETS[norm][0]: f"{accuracy:.1%}" for norm, accuracy in now.items()},
        },
        reached=over and now[True] > GOOD and now[False] < FAILED,
        hint=_hint(over, now),
    )


def _hint(over, now):
    if not over:
        return "" if now[False] > 0.5 or now[True] > 0.5 else "Press Play."
    if now[True] < FAILED:
        return "Too much for both: batch norm bears more, not everything."
    return "Both learn. Try a larger rate." if now[False] > GOOD else ""


def _epochs(race):
    layers = []
    for norm, (label, role, marker) in NETS.items():
        path = np.column_stack([np.arange(race.epochs + 1), race.accuracies[norm]])
        layers += [Curve(path, role), Points(path, role, marker, label)]
    ends = ", ".join(f"{race.accuracies[norm][-1]:.1%} {NETS[norm][0]}" for norm in NETS)
    return Axes(
        title="test digits read correctly",
        alt=f"At learning rate {race.settings['rate']:.3g}, after {race.epochs} of {EPOCHS} epochs: {ends}.",
        layers=tuple(layers),
        xlim=(-0.3, EPOCHS + 0.3),
        ylim=(-0.03, 1.03),
        xlabel="epoch",
        ylabel="accuracy",
    )


def _rates(race):
    layers = []
    for norm, (label, role, marker) in NETS.items():
        ends = sorted((np.log10(rate), accuracy) for rate, which, accuracy in race.tried if which == norm)
        places = np.array(ends).reshape(-1, 2)
        layers += [Curve(places, role), Points(places, role, marker, label)]
    tried = len(race.tried) // len(NETS)
    return Axes(
        title="all rates tried so far",
        alt=f"Accuracy in the end against the logarithm of the learning rate, for {tried} races so far.",
        layers=tuple(layers),
        xlim=(float(np.log10(LOW)) - 0.1, float(np.log10(HIGH)) + 0.1),
        ylim=(-0.03, 1.03),
        xlabel="log₁₀ of the learning rate",
        ylabel=f"accuracy after {EPOCHS} epochs",
    )


def _problem(answer, dY, cache):
    shapes = [np.shape(part) for part in answer]
    expected = [dY.shape, dY.shape[1:], dY.shape[1:]]
    return "" if shapes == expected else f"has shapes {shapes}, expected {expected}"
