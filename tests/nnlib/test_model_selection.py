import numpy as np
import pytest
import sklearn.model_selection
from hypothesis import given
from hypothesis import strategies as st

from nnlib.model_selection import balanced_minibatches, cut, k_fold, split, stratified_minibatches


@given(st.integers(10, 200), st.integers(0, 2**32 - 1))
def test_parts_are_disjoint_and_complete(n, seed):
    parts = split(n, (0.5, 0.3, 0.2), rng=seed)
    np.testing.assert_array_equal(np.sort(np.concatenate(parts)), np.arange(n))
    np.testing.assert_allclose([len(p) for p in parts], [0.5 * n, 0.3 * n, 0.2 * n], atol=1)


def test_a_stratified_split_keeps_the_proportions_as_scikit_learn_s_does(rng):
    labels = np.repeat([0, 1, 2], [60, 30, 10])
    train, test = split(100, (0.7, 0.3), rng=rng, labels=labels)
    reference = sklearn.model_selection.train_test_split(np.arange(100), test_size=0.3, stratify=labels)
    np.testing.assert_array_equal(np.bincount(labels[train]), np.bincount(labels[reference[0]]))
    np.testing.assert_array_equal(np.bincount(labels[test]), np.bincount(labels[reference[1]]))
    assert np.any(np.diff(labels[train]) < 0)  # the classes are mixed


@given(st.integers(2, 100), st.data())
def test_every_sample_is_validated_once_in_folds_as_large_as_scikit_learn_s(n, data):
    k = data.draw(st.integers(2, n))
    folds = k_fold(n, k, rng=0)
    validation = [v for _, v in folds]
    np.testing.assert_array_equal(np.sort(np.concatenate(validation)), np.arange(n))
    for train, validate in folds:
        np.testing.assert_array_equal(np.sort(np.concatenate([train, validate])), np.arange(n))
    expected = [len(v) for _, v in sklearn.model_selection.KFold(k).split(np.empty(n))]
    assert [len(v) for v in validation] == expected


def test_stratified_folds_hold_every_class_evenly():
    labels = np.repeat([0, 1, 2], [47, 23, 11])
    counts = np.array([np.bincount(labels[v], minlength=3) for _, v in k_fold(81, 4, rng=0, labels=labels)])
    assert np.ptp(counts, axis=0).max() <= 1


def test_a_seed_gives_equal_splits():
    for draw in (lambda s: split(30, rng=s), lambda s: [v for _, v in k_fold(30, 3, rng=s)]):
        for a, b in zip(draw(5), draw(np.random.default_rng(5)), strict=True):
            np.testing.assert_array_equal(a, b)
        assert not np.array_equal(draw(5)[0], draw(6)[0])


def test_stratified_minibatches_use_every_sample_once_in_the_whole_s_proportions(rng):
    labels = rng.permutation(np.repeat([0, 1, 2], [600, 300, 100]))
    batches = stratified_minibatches(labels, 50, rng=rng)
    np.testing.assert_array_equal(np.sort(np.concatenate(batches)), np.arange(1000))
    assert {len(b) for b in batches} == {50}
    counts = np.array([np.bincount(labels[b], minlength=3) for b in batches])
    assert np.abs(counts - [30, 15, 5]).max() <= 2
    assert np.any(np.diff(labels[batches[0]]) < 0)


def test_balanced_minibatches_hold_a_rare_class_as_often_as_the_others(rng):
    labels = rng.permutation(np.repeat([0, 1, 2], [600, 300, 7]))
    batches = balanced_minibatches(labels, 60, rng=rng)
    counts = np.array([np.bincount(labels[b], minlength=3) for b in batches])
    assert np.abs(counts - 20).max() <= 2
    used = np.bincount(np.concatenate(batches), minlength=907)
    assert np.all(used[labels == 0] == 1)
    assert np.all(used[labels == 1] == 2)
    assert set(used[labels == 2]) == {85, 86}  # 600 draws of 7 samples


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: split(10, (0.5, 0.6), rng=0), "add up to 1, got"),
        (lambda: split(10, (1.5, -0.5), rng=0), "at least 0"),
        (lambda: split(2, (0.9, 0.1), rng=0), "leave a part empty"),
        (lambda: split(0, rng=0), "leave a part empty"),
        (lambda: split(10, rng=0, labels=np.zeros(9)), r"labels must have shape \(10,\), .* got \(9,\)"),
        (lambda: k_fold(5, 6, rng=0), "between 2 and the number of samples 5, got 6"),
        (lambda: k_fold(5, 1, rng=0), "got 1"),
        (lambda: stratified_minibatches(np.eye(3), 2, rng=0), "of one-hot rows take the argmax"),
        (lambda: balanced_minibatches(np.zeros(0), 2, rng=0), "n at least 1"),
        (lambda: balanced_minibatches(np.zeros(3), 0, rng=0), "batch_size must be at least 1"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()


def test_a_cut_is_at_the_nearest_place_and_keeps_the_order():
    order = np.arange(100)[::-1]
    parts = cut(order, (0.29, 0.28, 0.43))
    assert [len(part) for part in parts] == [29, 28, 43]
    np.testing.assert_array_equal(np.concatenate(parts), order)
