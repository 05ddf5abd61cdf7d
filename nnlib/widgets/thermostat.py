"""Thermostat (lesson 14): a Boltzmann machine of three units at a temperature, its histogram against the exact one.

A step makes 50 Gibbs sweeps of one chain. Two states, 110 and 001, lie in valleys of almost the same depth; cold, the
chain stays in one of them, though exactly computed both are likely.

References
----------
D. H. Ackley, G. E. Hinton, T. J. Sejnowski (1985), *A learning algorithm for Boltzmann machines*, Cognitive Science 9.
"""

import dataclasses
from dataclasses import dataclass

import numpy as np

from nnlib import boltzmann
from nnlib.arrays import to_numpy
from nnlib.boltzmann import gibbs_sweep as reference
from nnlib.widgets.controls import Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Bars, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["Chain", "advance", "experiment", "picture", "start", "thermostat"]

W = np.array([[0.0, 2.0, -1.0], [2.0, 0.0, -1.5], [-1.0, -1.5, 0.0]])
B = np.array([-0.5, -0.4, 1.0])
NAMES = tuple(f"{k:03b}" for k in range(8))
DEEPEST, MIDDLE, CLOSE, ENOUGH = 6, (0.4, 0.5), 0.05, 2000
SWEEPS_A_STEP, MOST_STEPS = 50, 1000


@dataclass(frozen=True, eq=False)
class Chain:
    """A chain at one temperature.

    Parameters
    ----------
    settings : dict
        Those it was started with.
    s : array, shape (3,)
    counts : array, shape (8,)
        How often each state was seen after a sweep.
    distances : tuple of float
        Half the sum of |frequency - probability|, after each step.
    """

    settings: dict
    s: np.ndarray
    counts: np.ndarray
    distances: tuple = ()

    @property
    def exact(self):
        """The probabilities (8,) in equilibrium."""
        return boltzmann.exact(W, B, self.settings["T"])


def thermostat(gibbs_sweep=None):
    """Show the widget.

    Parameters
    ----------
    gibbs_sweep : callable, optional
        The student's ``gibbs_sweep(W, b, s, T, u)``, the state (3,) after a sweep. By default
        ``nnlib.boltzmann.gibbs_sweep``.
    """
    return display(experiment(gibbs_sweep))


def experiment(gibbs_sweep=None):
    """Return the `Experiment`; argument as in `thermostat`."""
    guarded = Guarded(gibbs_sweep, reference, _problem)
    return Experiment(
        name="thermostat",
        question="Which states does the machine visit, and how does the temperature change that?",
        goal=f"an exact P(110) between {MIDDLE[0]} and {MIDDLE[1]}, and the histogram within {CLOSE} of the exact one "
        f"after {ENOUGH:,} sweeps or more",
        controls=(
            Slider("T", "temperature T", 0.05, 20.0, 5.0, step=0.1, log=True),
            Slider("speed", "steps/s", 1, 60, 10.0, log=True),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, chain: picture(chain),
        start=start,
        still=20,
        advance=lambda chain: advance(chain, guarded),
        prediction=Prediction(
            "State 110 has the lowest energy, and at T = 5 a probability of 0.16. You cool the machine to T = 0.5. "
            "That probability …",
            ("falls", "stays: the energies are the same", "grows to more than twice as much", "grows to 1 at once"),
            2,
            "Energies count in units of T: cold, small differences matter. At T = 0.5 it is 0.47, and almost all the "
            "rest belongs to 001, whose valley is nearly as deep.",
        ),
    )


def start(settings, before=None):
    """Return the chain before its first sweep, or ``before`` if only the speed is another one."""
    settings = {name: value for name, value in settings.items() if name != "speed"}
    if before is not None and settings == before.settings:
        return before
    s = np.random.default_rng(settings["seed"]).integers(0, 2, 3).astype(float)
    return Chain(settings, s, np.zeros(8))


def advance(chain, sweep):
    """Return the chain 50 sweeps later; after 50,000 sweeps, the argument itself."""
    steps = len(chain.distances)
    if steps >= MOST_STEPS:
        return chain
    s, counts, T = chain.s, chain.counts.copy(), chain.settings["T"]
    for u in np.random.default_rng([chain.settings["seed"], steps]).random((SWEEPS_A_STEP, 3)):
        s = np.asarray(to_numpy(sweep(W, B, s, T, u)), dtype=float)
        counts[int(s @ [4, 2, 1])] += 1
    distance = 0.5 * float(np.abs(counts / counts.sum() - chain.exact).sum())
    return dataclasses.replace(chain, s=s, counts=counts, distances=(*chain.distances, distance))


def picture(chain):
    """Return the `Scene` of a `Chain`."""
    sweeps, exact = int(chain.counts.sum()), chain.exact
    seen = chain.counts / max(sweeps, 1)
    distance = chain.distances[-1] if sweeps else 1.0
    likely = MIDDLE[0] <= exact[DEEPEST] <= MIDDLE[1]
    return Scene(
        axes=(_histogram(chain, exact, seen), _distances(chain)),
        numbers={
            "sweeps": f"{sweeps:,}",
            "P(110)": f"{exact[DEEPEST]:.2f} exact, {seen[DEEPEST]:.2f} seen",
            "distance": f"{distance:.3f}" if sweeps else "no sweep yet",
        },
        reached=bool(likely and sweeps >= ENOUGH and distance <= CLOSE),
        hint=_hint(chain.settings["T"], sweeps, distance),
    )


def _hint(T, sweeps, distance):
    if sweeps >= ENOUGH and distance > 0.2:
        return (
            "So cold that the chain does not leave its valley: equilibrium exists, and the chain does not get there in "
            "any time that you would wait. Try another seed, or begin warm."
        )
    if T >= 10:
        return "So hot that energies hardly count: each unit is a fair coin, each state has about 1/8."
    return ""


def _histogram(chain, exact, seen):
    T, places = chain.settings["T"], np.arange(8)
    read = ", ".join(f"{name} {p:.2f} ({q:.2f})" for name, p, q in zip(NAMES, exact, seen, strict=True))
    return Axes(
        title="how often each state",
        alt=f"Exact probabilities of the eight states at temperature {T:.2f}, and in brackets how often each was seen: "
        f"{read}.",
        layers=(
            Bars(places, exact, "reference", "exact"),
            Points(np.column_stack([places, seen]), "yours", "o", "seen"),
        ),
        xlim=(-0.6, 7.6),
        ylim=(0, 1.05),
        ticks=NAMES,
        ylabel="probability",
    )


def _distances(chain):
    distances = np.array(chain.distances)
    sweeps = SWEEPS_A_STEP * np.arange(1, len(distances) + 1)
    end = next(limit for limit in (2000, 5000, 10_000, 20_000, 50_000) if len(distances) * SWEEPS_A_STEP <= limit)
    now = f"{distances[-1]:.3f} after {sweeps[-1]:,} sweeps" if len(distances) else "nothing measured yet"
    return Axes(
        title="distance of the histogram from the exact one",
        alt=f"Distance of the histogram from the exact probabilities: {now}; the goal is {CLOSE}.",
        layers=(
            Curve([[0, CLOSE], [end, CLOSE]], "reference", "goal", dashed=True),
            Curve(np.column_stack([sweeps, distances]), "yours"),
        ),
        xlim=(0, end),
        ylim=(0, 0.8),
        xlabel="sweeps",
        ylabel="distance",
    )


def _problem(answer, weights, b, s, T, u):
    state = np.asarray(to_numpy(answer), dtype=float)
    if state.shape != s.shape:
        return f"has shape {state.shape}, expected {s.shape}"
    return "" if np.isin(state, (0, 1)).all() else "holds other values than 0 and 1"
