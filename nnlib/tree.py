"""Map a function over nested parameters.

Parameters are plain nested lists, tuples and dicts of arrays: ``{"W": …, "b": …}``, ``[[W1, b1], [W2, b2]]``. What
is not a container is a leaf.
"""

__all__ = ["leaves", "map", "unflatten"]


def map(f, tree, *rest):  # named as in jax.tree.map
    """Apply ``f`` to each leaf of ``tree`` (and the leaves at the same places of ``rest``); return a tree alike.

    Raises
    ------
    ValueError
        If a tree in ``rest`` has another structure.
    """
    if not isinstance(tree, (dict, list, tuple)):
        return f(tree, *rest)
    if isinstance(tree, dict):
        _check_alike(tree, rest, lambda t: isinstance(t, dict) and t.keys() == tree.keys())
        return {key: map(f, value, *(other[key] for other in rest)) for key, value in tree.items()}
    _check_alike(tree, rest, lambda t: isinstance(t, (list, tuple)) and len(t) == len(tree))
    mapped = [map(f, *parts) for parts in zip(tree, *rest, strict=True)] if rest else [map(f, part) for part in tree]
    return type(tree)(*mapped) if hasattr(tree, "_fields") else type(tree)(mapped)


def _check_alike(tree, rest, alike):
    for other in rest:
        if not alike(other):
            raise ValueError(f"trees differ in structure: {_describe(tree)} against {_describe(other)}")


def _describe(tree):
    if isinstance(tree, dict):
        return f"a dict with keys {list(tree)}"
    if isinstance(tree, (list, tuple)):
        return f"a {type(tree).__name__} of {len(tree)}"
    return f"a leaf of type {type(tree).__name__}"


def leaves(tree):
    """Return the leaves of ``tree`` as a list, depth first."""
    if not isinstance(tree, (dict, list, tuple)):
        return [tree]
    found = []
    _collect(tree, found)
    return found


def _collect(tree, found):
    for part in tree.values() if isinstance(tree, dict) else tree:
        if isinstance(part, (dict, list, tuple)):
            _collect(part, found)
        else:
            found.append(part)


def unflatten(tree, values):
    """Return a tree with the structure of ``tree`` and the leaves ``values`` (in the order of `leaves`)."""
    values = iter(values)
    return map(lambda _: next(values), tree)
