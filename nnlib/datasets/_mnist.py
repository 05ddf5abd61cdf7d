"""MNIST: 70,000 handwritten digits of 28 × 28 pixels.

References
----------
Y. LeCun, L. Bottou, Y. Bengio, P. Haffner (1998), *Gradient-based learning applied to document recognition*, Proc.
IEEE 86(11), 2278-2324.
"""

import warnings

import numpy as np

from nnlib.datasets import _files
from nnlib.datasets._idx import parse_idx
from nnlib.datasets._move import moved
from nnlib.datasets.shipped import digits
from nnlib.random import generator

__all__ = ["mnist"]

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
# The original files: name and SHA-256 of the unpacked content (packed, they differ from mirror to mirror).
FILES = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


def mnist(*, offline_ok=False, like=None):
    """Return MNIST, from ``NNLIB_DATA`` or the cache, downloaded the first time.

    Parameters
    ----------
    offline_ok : bool, default False
        Without files and without a network, warn and return scikit-learn's 1,797 digits, enlarged to 28 × 28, instead.
    like : array, optional
        The result has this array's library, floating-point type and device; default NumPy, float32.

    Returns
    -------
    X_train : array, shape (60000, 784)
        Pixels row by row, ink 1 on paper 0.
    t_train : array of int, shape (60000,)
        The digit, 0 … 9.
    X_test : array, shape (10000, 784)
    t_test : array of int, shape (10000,)

    Raises
    ------
    ValueError
        If a file is there but damaged or another one.
    ConnectionError
        If a file is missing and cannot be downloaded, unless ``offline_ok``.
    """
    try:
        arrays = [parse_idx(_files.load(name, sha256, MIRRORS, "mnist"), name) for name, sha256 in FILES.items()]
    except ConnectionError as error:
        if not offline_ok:
            raise
        warnings.warn(f"MNIST is replaced by scikit-learn's digits, enlarged: {error}", stacklevel=2)
        train, test = _enlarged_digits()
    else:
        train, test = _as_samples(*arrays[:2]), _as_samples(*arrays[2:])
    return *moved(*train, like), *moved(*test, like)


def _as_samples(images, labels):
    X = images.reshape(len(images), -1).astype(np.float32)
    X /= 255
    return X, labels.astype(np.int64)


def _enlarged_digits():
    """Small digits in MNIST's format, 20 × 20 pixels in a frame of 4: 1,500 for training, 297 for testing."""
    from scipy.ndimage import zoom

    X, t = digits()
    images = zoom(X.reshape(-1, 8, 8).astype(np.float32), (1, 2.5, 2.5), order=1)
    X = np.pad(images, ((0, 0), (4, 4), (4, 4))).reshape(len(X), 784)
    order = generator(0).permutation(len(X))
    X, t = X[order], t[order]
    return (X[:1500], t[:1500]), (X[1500:], t[1500:])
