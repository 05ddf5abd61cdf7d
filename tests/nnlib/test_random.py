import numpy as np
import pytest

from nnlib import random
from nnlib.arrays import to_numpy


@pytest.mark.parametrize("draw", [random.normal, random.uniform])
def test_one_seed_gives_one_stream_on_every_library(draw, backend):
    like = backend(np.zeros(1))
    drawn = draw(random.generator(3), (4, 5), like=like)
    assert type(drawn) is type(like)
    assert np.array_equal(to_numpy(drawn), draw(random.generator(3), (4, 5)))


def test_a_generator_goes_through_and_is_advanced():
    rng = np.random.default_rng(0)
    assert random.generator(rng) is rng


def test_a_permutation_holds_each_index_once(backend):
    order = random.permutation(random.generator(0), 10, like=backend(np.zeros(1)))
    assert sorted(to_numpy(order).tolist()) == list(range(10))


def test_a_device_stream_repeats_from_its_seed_and_follows_the_type(backend):
    like = backend(np.zeros(1, dtype=np.float32))
    first, again = (random.DeviceStream(random.generator(7), like).uniform((1000,)) for _ in range(2))
    assert first.dtype == like.dtype
    assert np.array_equal(to_numpy(first), to_numpy(again))
    assert 0.45 < float(first.mean()) < 0.55
    assert 0 <= float(first.min()) <= float(first.max()) < 1
