from collections import namedtuple

import pytest

from nnlib import tree

Pair = namedtuple("Pair", "W b")
PARAMETERS = {"first": [1, (2, 3)], "second": Pair(4, 5)}


def test_map_keeps_the_structure_and_pairs_the_leaves():
    doubled = tree.map(lambda x, y: x + y, PARAMETERS, PARAMETERS)
    assert doubled == {"first": [2, (4, 6)], "second": Pair(8, 10)}
    assert isinstance(doubled["second"], Pair)


def test_leaves_and_unflatten_are_inverse():
    assert tree.leaves(PARAMETERS) == [1, 2, 3, 4, 5]
    assert tree.unflatten(PARAMETERS, [1, 2, 3, 4, 5]) == PARAMETERS


@pytest.mark.parametrize("other", [{"first": [1, (2, 3)]}, {"first": [1], "second": Pair(4, 5)}, 3, [1, 2]])
def test_trees_of_another_structure_are_refused(other):
    with pytest.raises(ValueError, match="trees differ in structure"):
        tree.map(lambda x, y: x, PARAMETERS, other)
