import numpy as np

from nnlib.transfer import on_new_head, step_behind


def net():
    return [np.full((4, 2), 5.0), np.full((3, 4), 7.0)], [np.full(4, 2.0), np.full(3, 3.0)]


def test_a_new_head_replaces_the_last_layer_only():
    Ws, bs = net()
    new_Ws, new_bs = on_new_head(Ws, bs, np.array([[2.0, 4.0, 6.0, 8.0]]))
    assert new_Ws[0] is Ws[0]
    assert new_Ws[1].tolist() == [[1.0, 2.0, 3.0, 4.0]]
    assert [b.tolist() for b in new_bs] == [[2.0] * 4, [0.0]]


def test_frozen_layers_take_no_step():
    Ws, bs = net()
    new_Ws, new_bs = step_behind(1, Ws, bs, [np.ones((4, 2)), np.ones((3, 4))], [np.ones(4), np.ones(3)], 0.5)
    assert new_Ws[0] is Ws[0]
    assert new_bs[0] is bs[0]
    assert (new_Ws[1] == 6.5).all()
    assert (new_bs[1] == 2.5).all()
