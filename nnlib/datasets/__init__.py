"""Data for the lessons: small sets that ship with scikit-learn, generators, and MNIST by a checked download.

Every function returns ``X``, one sample a row, and ``t``, one target a sample, as NumPy arrays; with ``like=x`` both
have the library and the device of the array ``x``, and ``X`` its data type too.
"""

from nnlib.datasets._mnist import mnist
from nnlib.datasets.generators import blobs, circles, moons, quadrants, spiral, with_margin
from nnlib.datasets.shipped import breast_cancer, diabetes, digits, iris, truth_table, wine

__all__ = [
    "blobs",
    "breast_cancer",
    "circles",
    "diabetes",
    "digits",
    "iris",
    "mnist",
    "moons",
    "quadrants",
    "spiral",
    "truth_table",
    "wine",
    "with_margin",
]
