"""A class that hands in lesson 02, as real students do: what each one wrote, and the marks that is worth.

Answers come from the banks in tests/answers (the name of a file there), or stand here. ``None`` leaves the exercise
as released.
"""

import dataclasses

from tests.classes import damage

POINTS = {
    "step": 1,
    "predict": 2,
    "decision-line": 1,
    "gates": 2,
    "half-adder": 2,
    "perceptron-step": 2,
    "train-perceptron": 3,
    "delta-rule": 3,
}
VECTORS = {
    "step": "right_comparison",
    "predict": "right_columns",
    "decision-line": "right_solved",
    "gates": "right_arrays",
    "half-adder": "right_steps",
    "perceptron-step": "right_cases",
    "train-perceptron": "right_by_hand",
    "delta-rule": "right_mean",
}
LOOPS = {
    "step": "right_loop",
    "predict": "right_loops",
    "decision-line": "right_loop",
    "gates": "right_uneven",
    "half-adder": "right_list",
    "perceptron-step": "right_loop",
    "train-perceptron": "right_while",
    "delta-rule": "right_loop",
}

ENDLESS = """
def train_perceptron(X, t, max_epochs):
    w, n_updates, errors_per_epoch = np.zeros(X.shape[1] + 1), 0, []
    while True:  # until everything is right
        for x, target in zip(augment(X), t):
            w = w + (step(x @ w) - target) * x
"""
NAME_ERROR = """
def decision_line(w, theta, x1):
    if w[1] == 0:
        raise ValueError("vertical")
    return (theta - w[0] * x1) / w2
"""
SYNTAX_ERROR = """
def gate(name):
    if name = "AND":
        return [1, 1], -1.5
"""
WARNS = """
import sys
import warnings


def step(a):
    warnings.warn("step is old-fashioned, use a sigmoid")
    print("stepping", file=sys.stderr)
    return np.where(np.asarray(a) > 0, 1, 0)
"""
BORROWED = """
from nnlib import perceptron as library


def train_perceptron(X, t, max_epochs):
    return library.train_perceptron(X, t, max_epochs)
"""
HARD_CODED_LINE = """
def decision_line(w, theta, x1):
    if w[1] == 0:
        raise ValueError("vertical")
    return np.array([2.0, 1.0])
"""


@dataclasses.dataclass(frozen=True)
class Student:
    """One submission.

    Parameters
    ----------
    name, story : str
    answers : dict of exercise to bank file or code
    lost : tuple of exercises that earn nothing
    damage : callable
        Takes the notebook as a dict and the path to write, and writes what is handed in.
    status : str
        "graded", or why there are no marks.
    """

    name: str
    story: str
    answers: dict
    lost: tuple = ()
    damage: object = damage.none
    status: str = "graded"

    @property
    def score(self):
        """The points that the submission is worth."""
        return sum(points for exercise, points in POINTS.items() if exercise not in self.lost)


EVERYTHING = tuple(POINTS)
CLASS = [
    Student("ada", "perfect, in vectors", VECTORS),
    Student("boris", "perfect, in loops, with cells and prints of his own", LOOPS, damage=damage.own_cells),
    Student(
        "carla",
        "the sign of the correction is wrong, so training never ends well",
        {**VECTORS, "perceptron-step": "wrong_sign", "train-perceptron": "right_while"},
        lost=("perceptron-step", "train-perceptron"),
    ),
    Student("dmitri", "fires at a tie", {**VECTORS, "step": "wrong_tie"}, lost=("step",)),
    Student("emma", "forgot the bias", {**LOOPS, "predict": "wrong_forgot_bias"}, lost=("predict",)),
    Student(
        "farid",
        "returns what the visible cases want",
        {**VECTORS, "step": "wrong_hard_coded", "decision-line": HARD_CODED_LINE},
        lost=("step", "decision-line"),
    ),
    Student("greta", "handed in the blank notebook", {}, lost=EVERYTHING),
    Student(
        "hugo",
        "a name that does not exist, and a cell with a syntax error",
        {**VECTORS, "decision-line": NAME_ERROR, "gates": SYNTAX_ERROR},
        lost=("decision-line", "gates"),
    ),
    Student("ines", "an endless loop", {**VECTORS, "train-perceptron": ENDLESS}, lost=("train-perceptron",)),
    Student(
        "jonas",
        "deleted the check that failed",
        {**VECTORS, "half-adder": "wrong_order"},
        lost=("half-adder",),
        damage=damage.without("half-adder-check"),
    ),
    Student(
        "kira", "copied a cell, and an old attempt with it", VECTORS, damage=damage.twice("delta-rule", "wrong_sign")
    ),
    Student("liam", "right, but warns and writes to stderr", {**VECTORS, "step": WARNS}),
    Student(
        "mona", "a file cut off in the middle", VECTORS, lost=EVERYTHING, damage=damage.cut_off, status="unreadable"
    ),
    Student("noah", "saved by a tool that drops all metadata", LOOPS, damage=damage.without_metadata),
    Student(
        "olive", "handed in a text file instead", VECTORS, lost=EVERYTHING, damage=damage.text_file, status="missing"
    ),
    Student(
        "pavel",
        "lets the course's library do the training",
        {**VECTORS, "train-perceptron": BORROWED},
        lost=("train-perceptron",),
    ),
]
