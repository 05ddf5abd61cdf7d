import numpy as np

from nnlib.bit_memory import first_bit, learn, parity

BITS = np.array([[1, 0, 1], [0, 1, 0], [1, 1, 1]])


def test_questions_have_their_answers():
    assert first_bit(BITS).tolist() == [1, 0, 1]
    assert parity(BITS).tolist() == [0, 1, 1]


def test_a_short_memory_is_learned_from_the_identity():
    right = learn(first_bit, 3, 1.0, rng=0, steps=80)
    assert len(right) == 81
    assert right[-1] > 0.99


def test_what_the_net_forgets_at_once_it_does_not_learn():
    assert abs(learn(first_bit, 15, 0.1, rng=0, steps=80)[-1] - 0.5) < 0.05


def test_the_functions_that_are_passed_in_are_used():
    seen = []
    learn(first_bit, 2, 1.0, rng=0, steps=3, clip=lambda gradients, limit: seen.append(limit) or gradients)
    assert seen == [1.0] * 4
