import numpy as np
import pytest

from nnlib import datasets, xor
from nnlib.arrays import to_numpy

X, T = datasets.truth_table("XOR")
ANGLES, OFFSETS = np.linspace(0, 2 * np.pi, 181), np.linspace(-2, 2, 81)


def test_no_straight_cut_gets_more_than_three_corners_of_xor(backend):
    assert xor.best_linear_score(backend(X), backend(T), backend(ANGLES), backend(OFFSETS)) == 3


@pytest.mark.parametrize("gate", ["AND", "OR", "NAND", "NOR"])
def test_the_other_gates_are_cut_in_full(gate):
    assert xor.best_linear_score(*datasets.truth_table(gate), ANGLES, OFFSETS) == 4


def test_four_inequalities_have_no_solution():
    from scipy.optimize import linprog

    A = [[0, 0, 1], [-1, 0, -1], [0, -1, -1], [1, 1, 1]]  # w1, w2, b; ≤ 0 or ≤ -1 after scaling
    assert linprog([0, 0, 0], A_ub=A, b_ub=[0, -1, -1, 0], bounds=[(None, None)] * 3).status == 2  # infeasible


def test_two_rectified_units_compute_xor(backend):
    y = xor.xor_net(backend(X), **{k: backend(v) if k != "b2" else v for k, v in xor.SOLUTION.items()})
    assert to_numpy(y).tolist() == T.tolist()


def test_polar_coordinates_are_those_of_the_complex_plane(backend, rng):
    points = rng.normal(size=(30, 2))
    z = points[:, 0] + 1j * points[:, 1]
    assert to_numpy(xor.polar(backend(points))) == pytest.approx(np.column_stack([np.abs(z), np.angle(z)]))
