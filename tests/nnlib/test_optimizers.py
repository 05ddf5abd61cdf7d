import gc

import numpy as np
import pytest

from nnlib import optimizers, tree
from nnlib.arrays import namespace, to_numpy
from nnlib.optimizers import adagrad, adam, adamw, momentum, nesterov, rmsprop, sgd

torch = pytest.importorskip("torch")

# what torch calls each optimizer, its arguments, and what its buffers must start from where that differs from ours
AGAINST_TORCH = {
    "sgd": (sgd(0.05), "SGD", {"lr": 0.05}),
    "momentum, outside": (momentum(0.02, 0.9), "SGD", {"lr": 0.02, "momentum": 0.9}),
    "momentum, inside": (momentum(0.02, 0.9, "inside"), "SGD", {"lr": 0.02, "momentum": 0.9}),
    "momentum, average": (momentum(0.2, 0.9, "average"), "SGD", {"lr": 0.02, "momentum": 0.9}),
    "nesterov": (nesterov(0.02, 0.8), "SGD", {"lr": 0.02, "momentum": 0.8, "nesterov": True}),
    "adagrad": (adagrad(0.1), "Adagrad", {"lr": 0.1}),
    "rmsprop": (rmsprop(0.003, 0.95), "RMSprop", {"lr": 0.003, "alpha": 0.95}),
    "adam": (adam(0.03, 0.8, 0.99, 1e-6), "Adam", {"lr": 0.03, "betas": (0.8, 0.99), "eps": 1e-6}),
    "adamw": (adamw(0.03, weight_decay=0.3), "AdamW", {"lr": 0.03, "weight_decay": 0.3}),
}
DEFAULTS = {"adam": "Adam", "adamw": "AdamW"}


def start(rng):
    return [{"W": rng.normal(size=(3, 4)), "b": rng.normal(size=3)}, (rng.normal(size=(2, 3)),)]


def loss(xp, parameters):
    """A ravine with waves: neither convex nor alike in any two coordinates."""
    total = 0.0
    for i, p in enumerate(tree.leaves(parameters)):
        for j in range(p.shape[0]):
            total = total + (1 + i + 2 * j) * xp.sum(p[j] ** 2 + xp.cos(3 * p[j] + i))
    return total


def gradients(parameters):
    """The gradient of `loss` by formula."""
    found = []
    for i, p in enumerate(tree.leaves(parameters)):
        xp = namespace(p)
        rows = [(1 + i + 2 * j) * (2 * p[j] - 3 * xp.sin(3 * p[j] + i)) for j in range(p.shape[0])]
        found.append(xp.stack(rows))
    return tree.unflatten(parameters, found)


def torch_trajectory(name, settings, parameters, steps=100, rate=None):
    leaves = [torch.tensor(p, requires_grad=True) for p in tree.leaves(parameters)]
    optimizer = getattr(torch.optim, name)(leaves, **settings)
    path = []
    for step in range(steps):
        if rate is not None:
            optimizer.param_groups[0]["lr"] = rate(step)
        optimizer.zero_grad()
        loss(torch, leaves).backward()
        optimizer.step()
        path.append([p.detach().numpy().copy() for p in leaves])
    return path


def trajectory(optimizer, parameters, steps=100):
    state, path = optimizer.init(parameters), []
    for _ in range(steps):
        parameters, state = optimizer.update(parameters, gradients(parameters), state)
        path.append([to_numpy(p) for p in tree.leaves(parameters)])
    return path


def assert_equal_paths(path, expected):
    for here, there in zip(path, expected, strict=True):
        for p, q in zip(here, there, strict=True):
            np.testing.assert_allclose(p, q, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", AGAINST_TORCH)
def test_a_hundred_steps_are_those_of_torch(name, backend, rng):
    optimizer, torch_name, settings = AGAINST_TORCH[name]
    parameters = start(rng)
    path = trajectory(optimizer, tree.map(backend, parameters))
    assert_equal_paths(path, torch_trajectory(torch_name, settings, parameters))


@pytest.mark.parametrize("name", DEFAULTS)
def test_the_defaults_are_those_of_torch(name, rng):
    parameters = start(rng)
    assert_equal_paths(trajectory(optimizers.get(name), parameters), torch_trajectory(DEFAULTS[name], {}, parameters))


def halving(step):
    return 0.02 * 0.5 ** (step // 30)


@pytest.mark.parametrize(
    ("optimizer", "name", "settings"),
    [
        (momentum(halving, 0.9), "SGD", {"lr": 0.02, "momentum": 0.9}),
        (adam(halving), "Adam", {"lr": 0.02}),
        (adamw(halving, weight_decay=0.1), "AdamW", {"lr": 0.02, "weight_decay": 0.1}),
    ],
)
def test_a_schedule_changes_the_rate_as_in_torch(optimizer, name, settings, rng):
    parameters = start(rng)
    assert_equal_paths(trajectory(optimizer, parameters), torch_trajectory(name, settings, parameters, rate=halving))


def test_the_forms_of_momentum_part_when_the_rate_changes(rng):
    parameters = start(rng)
    inside = trajectory(momentum(halving, 0.9, "inside"), parameters)
    outside = trajectory(momentum(halving, 0.9, "outside"), parameters)
    np.testing.assert_allclose(inside[29][0], outside[29][0], rtol=1e-9)
    assert np.abs(inside[31][0] - outside[31][0]).max() > 1e-4


def test_momentum_inside_remembers_the_velocity_of_torch_times_the_rate(rng):
    parameters = start(rng)
    velocities = {}
    for form in ("inside", "outside"):
        optimizer = momentum(0.02, 0.9, form)
        _, state = optimizer.update(parameters, gradients(parameters), optimizer.init(parameters))
        velocities[form] = state["velocity"][0]["W"]
    np.testing.assert_allclose(velocities["inside"], -0.02 * velocities["outside"])


def test_look_ahead_points_of_nesterov_s_method_are_torch_s_parameters(rng):
    eta, beta = 0.02, 0.8
    w, v = start(rng), tree.map(np.zeros_like, start(rng))
    ahead = []
    for _ in range(100):
        w, v = optimizers.nesterov_step(w, gradients, v, eta, beta)
        ahead.append(tree.leaves(tree.map(lambda p, u: p + beta * u, w, v)))
    expected = torch_trajectory("SGD", {"lr": eta, "momentum": beta, "nesterov": True}, start(np.random.default_rng(0)))
    assert_equal_paths(ahead, expected)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_adam_s_first_step_has_the_length_of_the_rate_whatever_the_gradient(scale, backend):
    w = backend([1.0, -2.0])
    optimizer = adam(0.1)
    stepped, _ = optimizer.update(w, backend([scale, -scale]), optimizer.init(w))
    np.testing.assert_allclose(to_numpy(stepped), [0.9, -1.9], rtol=2e-6)


def test_decay_can_spare_the_biases():
    w = {"W": np.ones((2, 2)), "b": np.ones(2)}
    optimizer = adamw(0.1, weight_decay=0.5, decays=lambda p: p.ndim > 1)
    stepped, _ = optimizer.update(w, tree.map(np.zeros_like, w), optimizer.init(w))
    np.testing.assert_allclose(stepped["W"], 1 - 0.1 * 0.5)
    np.testing.assert_array_equal(stepped["b"], 1)


@pytest.mark.parametrize("name", AGAINST_TORCH)
def test_an_update_changes_none_of_its_arguments(name, backend, rng):
    optimizer = AGAINST_TORCH[name][0]
    parameters = tree.map(backend, start(rng))
    state = optimizer.init(parameters)
    _, state = optimizer.update(parameters, gradients(parameters), state)
    arguments = parameters, gradients(parameters), state
    before = tree.map(lambda x: np.array(to_numpy(x)) if hasattr(x, "shape") else x, arguments)
    optimizer.update(*arguments)
    tree.map(
        lambda x, y: np.testing.assert_array_equal(to_numpy(x) if hasattr(x, "shape") else x, y), arguments, before
    )


@pytest.mark.parametrize("name", AGAINST_TORCH)
def test_updating_in_place_gives_the_same_numbers_in_the_same_arrays(name, backend, rng):
    optimizer = AGAINST_TORCH[name][0]
    parameters = tree.map(backend, start(rng))
    expected, expected_state = parameters, optimizer.init(parameters)
    own = tree.map(lambda p: p + 0, parameters)
    own_state = optimizer.init(own)
    leaves = tree.leaves(own)
    for _ in range(3):
        expected, expected_state = optimizer.update(expected, gradients(expected), expected_state)
        assert optimizer.update_in_place(own, gradients(own), own_state) is None
    assert all(p is q for p, q in zip(leaves, tree.leaves(own), strict=True))
    for here, there in ((own, expected), (own_state, expected_state)):
        tree.map(lambda p, q: np.testing.assert_array_equal(p, q), here, there)


@pytest.mark.parametrize("name", AGAINST_TORCH)
def test_single_precision_stays_single(name, backend, rng):
    optimizer = AGAINST_TORCH[name][0]
    parameters = tree.map(lambda p: backend(p.astype(np.float32)), start(rng))
    state = optimizer.init(parameters)
    parameters, state = optimizer.update(parameters, parameters, state)
    single = backend(np.zeros(1, np.float32)).dtype
    assert {x.dtype for x in tree.leaves([parameters, state]) if hasattr(x, "dtype")} == {single}


@pytest.mark.parametrize("name", AGAINST_TORCH)
def test_no_update_inspects_a_value(name):
    optimizer = AGAINST_TORCH[name][0]
    parameters = [torch.empty(3, 4, device="meta"), torch.empty(3, device="meta")]
    parameters, _ = optimizer.update(parameters, parameters, optimizer.init(parameters))
    assert parameters[0].device.type == "meta"


def test_the_step_may_be_counted_in_an_array_that_stays_the_same_object(rng):
    parameters = start(rng)
    optimizer = adam(0.03)
    state = optimizer.init(parameters)
    state["step"] = np.zeros(())
    count = state["step"]
    expected, expected_state = parameters, optimizer.init(parameters)
    for _ in range(3):
        expected, expected_state = optimizer.update(expected, gradients(expected), expected_state)
        optimizer.update_in_place(parameters, gradients(parameters), state)
    assert state["step"] is count
    assert count == 3
    tree.map(lambda p, q: np.testing.assert_allclose(p, q, rtol=1e-12), parameters, expected)


def test_a_number_can_be_descended_too():
    optimizer = sgd(0.25)
    x, state = 3.0, optimizer.init(3.0)
    x, state = optimizer.update(x, 2 * x, state)
    assert x == 1.5


def test_heavy_ball_needs_the_steps_that_the_theory_of_quadratics_gives():
    curvature = np.array([1.0, 100.0])

    def steps_until_small(optimizer):
        path = optimizers.descend(lambda x: curvature * x, np.ones(2), optimizer, 1000)
        small = np.abs(path).max(axis=1) < 1e-6
        return int(small.argmax()) if small.any() else None

    assert steps_until_small(sgd(2 / 101)) == 691  # measured for the course; (99/101)^691 = 1e-6
    rate, beta = optimizers.best_momentum(1.0, 100.0)
    assert (round(rate, 4), round(beta, 3)) == (0.0331, 0.669)
    assert steps_until_small(momentum(rate, beta)) == 95
    assert steps_until_small(sgd(0.0201)) is None


def test_the_best_momentum_has_the_smallest_spectral_radius():
    """On curvature h the pair (x, v) is multiplied by a 2 × 2 matrix; the slowest curvature decides."""

    def radius(rate, beta):
        return max(np.abs(np.linalg.eigvals([[1 - rate * h, -rate * beta], [h, beta]])).max() for h in (2.0, 50.0))

    rate, beta = optimizers.best_momentum(2.0, 50.0)
    assert radius(rate, beta) == pytest.approx(beta**0.5, abs=1e-6)
    for other in ((1.05 * rate, beta), (0.95 * rate, beta), (rate, beta + 0.03), (rate, beta - 0.03)):
        assert radius(*other) > radius(rate, beta) + 1e-3


def test_a_descent_keeps_its_path(backend):
    path = optimizers.descend(lambda x: 2 * x, backend([4.0, -2.0]), sgd(0.25), 2)
    np.testing.assert_array_equal(to_numpy(path), [[4, -2], [2, -1], [1, -0.5]])
    assert optimizers.descend(lambda x: 2 * x, 4.0, sgd(0.25), 2).tolist() == [4, 2, 1]


@pytest.mark.parametrize("max_norm", [0.5, 1e3])
def test_clipping_by_norm_is_torch_s(max_norm, backend, rng):
    grads = start(rng)
    clipped = optimizers.clip_by_norm(tree.map(backend, grads), max_norm)
    leaves = [torch.zeros(g.shape, dtype=torch.float64, requires_grad=True) for g in tree.leaves(grads)]
    for leaf, g in zip(leaves, tree.leaves(grads), strict=True):
        leaf.grad = torch.tensor(g)
    norm = torch.nn.utils.clip_grad_norm_(leaves, max_norm)
    assert float(optimizers.global_norm(grads)) == pytest.approx(float(norm))
    for ours, leaf in zip(tree.leaves(clipped), leaves, strict=True):
        np.testing.assert_allclose(to_numpy(ours), leaf.grad.numpy(), rtol=1e-5)


def test_clipping_leaves_zero_gradients_alone():
    np.testing.assert_array_equal(optimizers.clip_by_norm([np.zeros(3)], 1.0)[0], 0)


def test_clipping_by_value_is_torch_s(backend):
    clipped = optimizers.clip_by_value([backend([-3.0, 0.2, 5.0])], 0.5)
    np.testing.assert_array_equal(to_numpy(clipped[0]), [-0.5, 0.2, 0.5])


def test_a_clipped_optimizer_steps_with_the_clipped_gradient():
    optimizer = optimizers.clipped(sgd(1.0), lambda g: optimizers.clip_by_norm(g, 1.0))
    w = np.zeros(2)
    stepped, _ = optimizer.update(w, np.array([30.0, 40.0]), optimizer.init(w))
    np.testing.assert_allclose(stepped, [-0.6, -0.8])
    optimizer.update_in_place(w, np.array([30.0, 40.0]), optimizer.init(w))
    np.testing.assert_allclose(w, [-0.6, -0.8])


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: optimizers.get("Addam"), r"unknown optimizer 'Addam'; did you mean 'adam'\?"),
        (lambda: optimizers.get(sgd(), learning_rate=1), "already made"),
        (lambda: sgd(0), "learning_rate must be positive, or a function of the step, got 0"),
        (lambda: adam(float("nan")), "learning_rate must be positive"),
        (lambda: momentum(beta=1.0), "beta must be at least 0 and less than 1, got 1.0"),
        (lambda: adam(beta2=-0.1), "beta2 must be at least 0 and less than 1"),
        (lambda: momentum(form="insyde"), "did you mean 'inside'"),
        (lambda: optimizers.clip_by_norm([np.ones(2)], 0), "the limit must be more than 0, got 0"),
        (lambda: optimizers.best_momentum(100.0, 1.0), "the smaller one first, got 100.0 and 1.0"),
        (lambda: optimizers.global_norm([]), "at least one gradient"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()


@pytest.mark.parametrize(
    ("grads", "sentence"),
    [
        ([np.ones((4, 3))], "did you transpose"),
        ([np.ones(4)], r"must have its parameter's shape \(3, 4\), got \(4,\)"),
        ([np.ones((3, 4))] * 2, "a gradient for each of 1 parameters, got 2"),
    ],
)
def test_gradients_of_another_shape_are_refused(grads, sentence):
    optimizer = sgd()
    w = [np.ones((3, 4))]
    with pytest.raises(ValueError, match=sentence):
        optimizer.update(w, grads, optimizer.init(w))


def test_gradients_from_elsewhere_are_refused():
    w = torch.ones(3)
    optimizer = sgd()
    with pytest.raises(ValueError, match="gradient 0 is on meta, its parameter on cpu; move one of them"):
        optimizer.update(w, torch.ones(3, device="meta"), optimizer.init(w))
    with pytest.raises(TypeError, match="arrays of two libraries"):
        optimizer.update(w, np.ones(3), optimizer.init(w))


def test_integers_cannot_be_descended(backend):
    with pytest.raises(TypeError, match=r"floating-point arrays, got .*int64; make them so with as_float"):
        sgd().init([backend([1, 2])])


def test_updates_leave_no_cycles_behind(rng):
    optimizer = adam()
    parameters = start(rng)
    state = optimizer.init(parameters)
    gc.collect()
    gc.disable()
    try:
        for _ in range(10):
            parameters, state = optimizer.update(parameters, parameters, state)
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize("name", AGAINST_TORCH)
@pytest.mark.parametrize(
    "lay_out",
    [
        lambda x: x.T,
        lambda x: np.repeat(x, 2, axis=1)[:, ::2],
        lambda x: x[:0],
        lambda x: x[0, 0, ...],
        lambda x: x.astype(np.float16),
    ],
    ids=["transposed", "strided", "empty", "one number", "half precision"],
)
def test_updating_in_place_reaches_every_layout(name, lay_out, rng):
    optimizer = AGAINST_TORCH[name][0]
    p, g = lay_out(rng.normal(size=(3, 4))), lay_out(rng.normal(size=(3, 4)))
    expected, _ = optimizer.update([p.copy()], [g.copy()], optimizer.init([p]))
    optimizer.update_in_place([p], [g], optimizer.init([p]))
    np.testing.assert_allclose(p, expected[0], rtol=1e-3 if p.dtype == np.float16 else 1e-12)


def test_gradients_may_be_more_precise_than_parameters(rng):
    p, g = rng.normal(size=5).astype(np.float32), rng.normal(size=5)
    stepped, _ = sgd(0.1).update(p, g, sgd().init(p))
    np.testing.assert_allclose(stepped, p - 0.1 * g, rtol=1e-6)
    assert stepped.dtype == np.float32


@pytest.mark.parametrize("rate", [1, np.float64(0.1), np.float32(0.1), np.array(0.1)])
def test_a_learning_rate_may_be_any_kind_of_number(rate, backend):
    w = backend([1.0, 2.0])
    optimizer = momentum(lambda t: rate)
    stepped, _ = optimizer.update(w, backend([10.0, 20.0]), optimizer.init(w))
    np.testing.assert_allclose(to_numpy(stepped), (1 - 10 * float(rate)) * np.array([1.0, 2.0]), atol=1e-6)
