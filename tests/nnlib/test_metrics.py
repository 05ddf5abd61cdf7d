import doctest

import numpy as np
import pytest
import sklearn.metrics

from nnlib import metrics
from nnlib.arrays import to_numpy
from nnlib.metrics import accuracy, classes, confusion_matrix, top_k_accuracy

torch = pytest.importorskip("torch")


@pytest.fixture
def labels(rng):
    return rng.integers(0, 4, 50)


@pytest.fixture
def outputs(rng):
    return rng.random((50, 4))


def test_accuracy_and_confusion_are_scikit_learn_s(labels, outputs, backend):
    votes = outputs.argmax(axis=1)
    for Y in (labels, np.eye(4)[labels]):
        for A in (outputs, votes):
            assert float(accuracy(backend(Y), backend(A))) == pytest.approx(
                sklearn.metrics.accuracy_score(labels, votes)
            )
            found = to_numpy(confusion_matrix(backend(Y), backend(A)))
            np.testing.assert_array_equal(found, sklearn.metrics.confusion_matrix(labels, votes))


@pytest.mark.parametrize("k", [1, 2, 3, 4])
@pytest.mark.filterwarnings("ignore:'k' .4. greater than or equal")
def test_top_k_accuracy_is_scikit_learn_s(k, labels, outputs, backend):
    expected = sklearn.metrics.top_k_accuracy_score(labels, outputs, k=k)
    for Y in (labels, np.eye(4)[labels]):
        assert float(top_k_accuracy(backend(Y), backend(outputs), k)) == pytest.approx(expected)


@pytest.mark.parametrize("shape", [(4,), (4, 1)])
def test_a_single_output_votes_by_a_threshold(shape, backend):
    Z = backend(np.array([-1.0, 0.2, 0.7, 3.0]).reshape(shape))
    np.testing.assert_array_equal(to_numpy(classes(Z)), [0, 0, 1, 1])
    np.testing.assert_array_equal(to_numpy(classes(Z, threshold=0)), [0, 1, 1, 1])
    Y = backend(np.array([0, 1, 1, 1]).reshape(shape))
    assert float(accuracy(Y, Z)) == 0.75
    assert float(accuracy(Y, Z, threshold=0)) == 1


def test_targets_may_be_a_list(backend):
    assert float(accuracy([0, 1, 1, 0], backend([0.1, 0.9, 0.2, 0.3]))) == 0.75


def test_a_class_that_no_one_voted_for_keeps_its_row_and_column():
    np.testing.assert_array_equal(confusion_matrix(np.array([0, 0]), np.array([0, 0])), [[2, 0], [0, 0]])
    assert confusion_matrix(np.array([0]), np.array([1]), 5).shape == (5, 5)
    assert confusion_matrix(np.array([0]), np.eye(4)[:1]).shape == (4, 4)


def test_accuracy_does_not_wait_for_the_device():
    A = torch.empty(5, 3, device="meta")
    assert accuracy(A, A).device.type == "meta"


@pytest.mark.parametrize(
    ("make", "error", "sentence"),
    [
        (lambda: accuracy(np.zeros(3, int), np.ones((2, 3))), ValueError, "got 3 and 2"),
        (lambda: accuracy(np.zeros(0, int), np.ones((0, 3))), ValueError, "at least one, got 0 and 0"),
        (lambda: accuracy(torch.zeros(2), np.ones(2)), TypeError, "two libraries"),
        (lambda: classes(np.ones((2, 3, 4))), ValueError, r"shape \(n, k\) or \(n,\), got \(2, 3, 4\)"),
        (lambda: confusion_matrix(np.array([0, 5]), np.array([0, 1]), 3), ValueError, "0 … 2 .* got 0 … 5"),
        (lambda: confusion_matrix(np.array([0, 2]), np.array([0, 1]), 2), ValueError, "0 … 1 .* got 0 … 2"),
        (lambda: top_k_accuracy(np.zeros(2, int), np.ones((2, 3)), 4), ValueError, r"got k=4 for .* \(2, 3\)"),
        (lambda: metrics.get("acuracyy"), ValueError, "unknown metric 'acuracyy'; did you mean 'accuracy'"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(make, error, sentence):
    with pytest.raises(error, match=sentence):
        make()


def test_the_examples_of_the_docstring_run():
    assert doctest.testmod(metrics).failed == 0
    assert metrics.get(accuracy) is accuracy
