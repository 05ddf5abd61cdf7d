"""Small real data that needs no network: truth tables, and the sets that ship inside scikit-learn.

References
----------
R. A. Fisher (1936), *The use of multiple measurements in taxonomic problems*, Annals of Eugenics 7(2), 179-188.
E. Alpaydin, C. Kaynak (1998), *Optical recognition of handwritten digits*, UCI Machine Learning Repository.
W. Wolberg et al. (1995), *Breast cancer Wisconsin (diagnostic)*, UCI Machine Learning Repository.
"""

import importlib
import importlib.util
from pathlib import Path

import numpy as np

from nnlib._names import look_up
from nnlib.datasets._move import moved

__all__ = ["breast_cancer", "diabetes", "digits", "iris", "truth_table", "wine"]

_INPUTS = ((0, 0), (0, 1), (1, 0), (1, 1))
_OUTPUTS = {
    "AND": (0, 0, 0, 1),
    "OR": (0, 1, 1, 1),
    "NAND": (1, 1, 1, 0),
    "NOR": (1, 0, 0, 0),
    "XOR": (0, 1, 1, 0),
    "XNOR": (1, 0, 0, 1),
}
_IRIS_FEATURES = {"sepals": [0, 1], "petals": [2, 3], "all": [0, 1, 2, 3]}
_IRIS_CLASSES = {"setosa": 0, "versicolor": 1, "virginica": 2}


def truth_table(gate, *, like=None):
    """Return the four inputs of a gate and its outputs.

    Parameters
    ----------
    gate : str
        AND, OR, NAND, NOR, XOR or XNOR.
    like : array, optional
        The result has this array's library and device.

    Returns
    -------
    X : array, shape (4, 2)
        0 0, 0 1, 1 0, 1 1.
    t : array of int, shape (4,)
    """
    outputs = look_up(_OUTPUTS, gate, "gate")
    return moved(np.array(_INPUTS, dtype=float), np.array(outputs), like)


def iris(features="all", classes=("setosa", "versicolor", "virginica"), *, like=None):
    """Return Fisher's irises: four measurements of 50 flowers of each species.

    Parameters
    ----------
    features : str
        "sepals" (length, width), "petals" (length, width) or "all" (both, in this order), in cm.
    classes : sequence of str
        Some of "setosa", "versicolor", "virginica".
    like : array, optional
        The result has this array's library and device.

    Returns
    -------
    X : array, shape (50 · number of classes, 2 or 4)
        The flowers of the first of ``classes`` come first.
    t : array of int
        The position of the flower's species in ``classes``.
    """
    X, species = _load("load_iris", "iris.csv", skiprows=1)
    columns = look_up(_IRIS_FEATURES, features, "set of features")
    classes = (classes,) if isinstance(classes, str) else classes
    rows = [np.flatnonzero(species == look_up(_IRIS_CLASSES, name, "species")) for name in classes]
    t = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    return moved(X[np.concatenate(rows)][:, columns], t, like)


def digits(*, like=None):
    """Return 1,797 handwritten digits of 8 × 8 pixels.

    Returns
    -------
    X : array, shape (1797, 64)
        Pixels row by row, scaled from 0 … 16 to [0, 1]; ``X.reshape(-1, 8, 8)`` has the pictures.
    t : array of int, shape (1797,)
        The digit, 0 … 9.
    """
    X, t = _load("load_digits", "digits.csv.gz")
    return moved(X / 16, t, like)


def breast_cancer(*, like=None):
    """Return 30 measurements of the cell nuclei in 569 biopsies, and the diagnosis.

    Returns
    -------
    X : array, shape (569, 30)
        Not standardized: the columns' scales differ by a factor of 10⁵.
    t : array of int, shape (569,)
        0 malignant, 1 benign.
    """
    return moved(*_load("load_breast_cancer", "breast_cancer.csv", skiprows=1), like)


def wine(*, like=None):
    """Return 13 chemical measurements of 178 wines, ``X`` (178, 13), and which of three growers made them, ``t``."""
    return moved(*_load("load_wine", "wine_data.csv", skiprows=1), like)


def diabetes(*, like=None):
    """Return 10 measurements of 442 patients and the progression of their diabetes a year later.

    Returns
    -------
    X : array, shape (442, 10)
        In their units: years, sex (1 or 2), kg/m², mmHg and six blood values.
    t : array of float, shape (442,)
        25 … 346.
    """
    files = _data_file("diabetes_data_raw.csv.gz"), _data_file("diabetes_target.csv.gz")
    if all(files):
        return moved(*map(np.loadtxt, files), like)
    from sklearn.datasets import load_diabetes

    return moved(*load_diabetes(return_X_y=True, scaled=False), like)


def _load(loader, file, skiprows=0):
    """Return inputs and classes from scikit-learn's file, or by its loader: importing that takes over a second."""
    path = _data_file(file)
    if path:
        rows = np.loadtxt(path, delimiter=",", skiprows=skiprows)
        return rows[:, :-1], rows[:, -1].astype(int)
    return getattr(importlib.import_module("sklearn.datasets"), loader)(return_X_y=True)


def _data_file(name):
    """Return the path of a file that ships inside scikit-learn, None where it is not found."""
    spec = importlib.util.find_spec("sklearn")
    path = Path(spec.origin).with_name("datasets") / "data" / name if spec and spec.origin else None
    return path if path and path.is_file() else None
