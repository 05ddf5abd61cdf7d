import numpy as np
import pytest

from nnlib.unrolled import bptt, rnn_forward


def case(n=3, T=5, d=2, m=4):
    rng = np.random.default_rng(0)
    X, Wx, Wh, b = rng.normal(size=(n, T, d)), rng.normal(size=(m, d)), rng.normal(size=(m, m)), rng.normal(size=m)
    return X, Wx, Wh, b, rng.normal(size=(n, m))


def torch_net(X, Wx, Wh, b, dH_T):
    import torch

    parameters = [torch.tensor(p, requires_grad=True) for p in (Wx, Wh, b)]
    net = torch.nn.RNN(X.shape[2], len(b), batch_first=True).double()
    names = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0"]
    own = dict(zip(names, parameters, strict=True), bias_hh_l0=torch.zeros(len(b), dtype=torch.float64))
    states, _ = torch.func.functional_call(net, own, (torch.tensor(X),))
    (states[:, -1] * torch.tensor(dH_T)).sum().backward()
    return states.detach().numpy(), [p.grad.numpy() for p in parameters]


def test_states_and_gradients_are_those_of_torch():
    X, Wx, Wh, b, dH_T = case()
    H = rnn_forward(X, Wx, Wh, b)
    states, gradients = torch_net(X, Wx, Wh, b, dH_T)
    np.testing.assert_allclose(H[:, 1:], states, rtol=1e-12)
    for mine, expected in zip(bptt(X, H, dH_T, Wh)[:3], gradients, strict=True):
        np.testing.assert_allclose(mine, expected, rtol=1e-10)


def test_the_states_begin_with_zeros():
    X, Wx, Wh, b, _ = case()
    assert not rnn_forward(X, Wx, Wh, b)[:, 0].any()


def test_the_slope_along_a_state_is_how_the_loss_changes_with_it():
    X, Wx, Wh, b, dH_T = case()
    H = rnn_forward(X, Wx, Wh, b)
    moved = H[:, 2] + 1e-30j * np.eye(4)[1]
    for t in range(2, 5):
        moved = np.tanh(X[:, t] @ Wx.T + moved @ Wh.T + b)
    change = (moved * dH_T).sum(axis=1).imag / 1e-30
    np.testing.assert_allclose(bptt(X, H, dH_T, Wh)[3][:, 2, 1], change, rtol=1e-10)


def test_torch_tensors_stay_torch_tensors():
    torch = pytest.importorskip("torch")
    X, Wx, Wh, b, dH_T = case()
    H = rnn_forward(*map(torch.tensor, (X, Wx, Wh, b)))
    found = bptt(torch.tensor(X), H, torch.tensor(dH_T), torch.tensor(Wh))
    expected = bptt(X, rnn_forward(X, Wx, Wh, b), dH_T, Wh)
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one.numpy(), other, rtol=1e-12)
