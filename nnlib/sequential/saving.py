"""A network in one file: its layers as JSON, its numbers as NumPy arrays, in a zip archive (.npz); no pickle.

Whoever opens such a file runs none of its contents. ``numpy.load(path)["net.json"]`` shows the layers; the arrays are
named by their place, ``params/0/W`` being the weights of the first layer.
"""

import json
import zipfile
import zlib

import numpy as np

from nnlib.arrays import asarray, to_numpy

__all__ = ["filled", "read", "write"]

_VERSION = 1


def write(path, description, trees):
    """Write a network.

    Parameters
    ----------
    path : str or path
    description : dict
        Of what JSON can hold.
    trees : dict
        From names to nested lists and dicts of arrays.
    """
    text = json.dumps({"version": _VERSION, **description})
    arrays = {place: to_numpy(leaf) for name, tree in trees.items() for place, leaf in _places(tree, name)}
    with open(path, "wb") as file:  # an open file keeps the name: savez would add .npz
        np.savez(file, **{"net.json": np.frombuffer(text.encode(), np.uint8)}, **arrays)


def read(path):
    """Read what `write` wrote.

    Returns
    -------
    description : dict
    arrays : dict
        From places such as "params/0/W" to NumPy arrays.

    Raises
    ------
    ValueError
        If the file is no such file, or damaged.
    FileNotFoundError
        If there is none.
    """
    try:
        with open(path, "rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        description = json.loads(bytes(arrays.pop("net.json")))
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{path} is no network saved by nnlib, or it is damaged ({error}); save the network again"
        ) from error
    if description.pop("version", None) != _VERSION:
        raise ValueError(f"{path} was written by another version of nnlib; expected format {_VERSION}")
    return description, arrays


def filled(tree, name, arrays, *, like=None):
    """Return a tree like ``tree`` with the arrays found at its places.

    Parameters
    ----------
    tree : nested lists and dicts of arrays
        Only the shapes of its arrays are used.
    name : str
        The tree's name in the file.
    arrays : dict
        From `read`.
    like : array, optional
        The result has its library, data type and device; default NumPy, as saved.

    Raises
    ------
    ValueError
        If an array is missing, or has another shape or type than expected.
    """
    if isinstance(tree, dict):
        return {key: filled(value, f"{name}/{key}", arrays, like=like) for key, value in tree.items()}
    if isinstance(tree, list):
        return [filled(value, f"{name}/{i}", arrays, like=like) for i, value in enumerate(tree)]
    found = arrays.get(name)
    if found is None or found.shape != tuple(tree.shape) or found.dtype.kind != "f":
        got = "nothing" if found is None else f"shape {found.shape} of {found.dtype}"
        raise ValueError(f"the file is damaged: {name} must be floats of shape {tuple(tree.shape)}, found {got}")
    return found if like is None else asarray(found, like=like)


def _places(tree, name):
    if isinstance(tree, dict):
        return [leaf for key, value in tree.items() for leaf in _places(value, f"{name}/{key}")]
    if isinstance(tree, list):
        return [leaf for i, value in enumerate(tree) for leaf in _places(value, f"{name}/{i}")]
    return [(name, tree)]
