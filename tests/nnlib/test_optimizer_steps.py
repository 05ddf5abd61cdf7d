"""Single steps against torch.optim, and the spectral radius against eigenvalues and against walks."""

import numpy as np
import pytest

from nnlib.optimizers import adagrad_step, adam_step, momentum_step, rmsprop_step, spectral_radius


def walk(step, *memories, n=25, counts=False):
    """Return the places of a walk on Σ hw²/2 by a single step function."""
    w, h = np.array([1.0, -2.0, 0.5]), np.array([0.3, 2.0, 7.0])
    places, memories = [], [np.zeros(3) for _ in memories]
    for t in range(1, n + 1):
        w, *memories = step(w, h * w, *memories, *([t] if counts else []))
        places.append(w)
    return np.array(places)


def walk_of_torch(name, n=25, **settings):
    torch = pytest.importorskip("torch")
    w = torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64, requires_grad=True)
    h = torch.tensor([0.3, 2.0, 7.0], dtype=torch.float64)
    optimizer, places = getattr(torch.optim, name)([w], **settings), []
    for _ in range(n):
        optimizer.zero_grad()
        (0.5 * h * w * w).sum().backward()
        optimizer.step()
        places.append(w.detach().numpy().copy())
    return np.array(places)


@pytest.mark.parametrize(
    ("form", "rate"),
    [("outside", 0.05), ("inside", 0.05), ("average", 0.5)],  # 0.5 (1 - 0.9) = 0.05
)
def test_at_a_constant_rate_every_form_of_momentum_is_torch_s(form, rate):
    ours = walk(lambda w, g, v: momentum_step(w, g, v, rate, 0.9, form), "v")
    np.testing.assert_allclose(ours, walk_of_torch("SGD", lr=0.05, momentum=0.9), rtol=1e-6)


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match="inside, outside or average, got ema"):
        momentum_step(1.0, 1.0, 0.0, 0.1, 0.9, "ema")


def test_steps_with_a_rate_for_each_parameter_are_torch_s():
    ada = walk(lambda w, g, s: adagrad_step(w, g, s, 0.3, 1e-10), "s")
    np.testing.assert_allclose(ada, walk_of_torch("Adagrad", lr=0.3, eps=1e-10), rtol=1e-6)
    rms = walk(lambda w, g, s: rmsprop_step(w, g, s, 0.1, 0.8, 1e-3), "s")
    np.testing.assert_allclose(rms, walk_of_torch("RMSprop", lr=0.1, alpha=0.8, eps=1e-3), rtol=1e-6)
    adam = walk(lambda w, g, m, v, t: adam_step(w, g, m, v, t, 0.1, 0.8, 0.95, 1e-3), "m", "v", counts=True)
    np.testing.assert_allclose(adam, walk_of_torch("Adam", lr=0.1, betas=(0.8, 0.95), eps=1e-3), rtol=1e-6)


@pytest.mark.parametrize(("lr", "beta", "h"), [(0.1, 0.9, 3.0), (0.1, 0.0, 3.0), (0.5, 0.2, 9.0), (0.01, 0.5, 0.4)])
def test_the_spectral_radius_is_that_of_the_matrix(lr, beta, h):
    matrix = np.array([[1 + beta - lr * h, -beta], [1, 0]])
    assert spectral_radius(lr, beta, h) == pytest.approx(np.abs(np.linalg.eigvals(matrix)).max())


def test_a_long_walk_shrinks_by_the_spectral_radius():
    w, v, places = 1.0, 0.0, []
    for _ in range(200):
        w, v = momentum_step(w, 0.3 * w, v, 0.2, 0.3)
        places.append(abs(w))
    assert places[100] / places[99] == pytest.approx(float(spectral_radius(0.2, 0.3, 0.3)))


def test_the_spectral_radius_of_a_whole_map():
    lr, beta = np.linspace(0.01, 0.5, 7), np.linspace(0.05, 0.9, 4)[:, None]
    radii = spectral_radius(lr, beta, 6.0)
    assert radii.shape == (4, 7)
    assert radii[2, 3] == pytest.approx(float(spectral_radius(lr[3], beta[2, 0], 6.0)))
