import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis.extra import numpy as shapes
from scipy.optimize import minimize_scalar

from nnlib import activations, autodiff
from nnlib.activations import PROPERTIES
from nnlib.arrays import to_numpy

torch = pytest.importorskip("torch")
F = torch.nn.functional

TORCH = {
    "identity": lambda x: x * 1,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky_relu": F.leaky_relu,
    "prelu": lambda x: F.prelu(x, torch.tensor([0.25], dtype=x.dtype)),
    "relu6": F.relu6,
    "elu": F.elu,
    "selu": F.selu,
    "gelu": F.gelu,
    "gelu_sigmoid": lambda x: x * torch.sigmoid(1.702 * x),
    "swish": F.silu,
    "silu": F.silu,
    "hard_swish": F.hardswish,
    "softplus": lambda x: F.softplus(x, threshold=50),
    "mish": F.mish,
}
WITH_PARAMETERS = [
    ("sigmoid", {"k": 3.0}, lambda x, k: torch.sigmoid(k * x)),
    ("leaky_relu", {"slope": 0.3}, lambda x, slope: torch.where(x > 0, x, slope * x)),
    ("elu", {"a": 0.4}, lambda x, a: torch.where(x > 0, x, a * torch.expm1(x))),
    ("swish", {"beta": 2.5}, lambda x, beta: x * torch.sigmoid(beta * x)),
]
POINTS = np.concatenate([np.linspace(-8, 8, 161), [-30, -0.01, 0.01, 30], [-3, 0, 3, 6]])
HUGE = np.array([-1e4, -1000.0, -745, -89, -5, 0, 5, 89, 710, 1000, 1e4])


def torch_pair(f, x):
    x = torch.tensor(x, requires_grad=True)
    y = f(x)
    y.sum().backward()
    return y.detach().numpy(), x.grad.numpy()


@pytest.mark.parametrize("name", TORCH)
def test_values_are_torch_s(name, backend):
    expected, _ = torch_pair(TORCH[name], POINTS)
    np.testing.assert_allclose(to_numpy(activations.get(name)(backend(POINTS))), expected, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("name", TORCH)
def test_derivatives_are_torch_s_even_at_the_kinks(name, backend):
    _, expected = torch_pair(TORCH[name], POINTS)
    np.testing.assert_allclose(to_numpy(activations.derivative(name, backend(POINTS))), expected, rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize("name", TORCH)
def test_reverse_mode_gives_the_same_derivatives(name, backend):
    f = activations.get(name)
    x = backend(POINTS)
    gradient = autodiff.grad(lambda x: autodiff.primitives.sum(f(x)))(x)
    np.testing.assert_allclose(to_numpy(gradient), to_numpy(activations.derivative(name, x)), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", TORCH)
def test_second_derivatives_are_torch_s(name):
    points = np.array([-4.3, -1.2, -0.4, 0.3, 1.7, 4.1])
    x = torch.tensor(points, requires_grad=True)
    (first,) = torch.autograd.grad(TORCH[name](x).sum(), x, create_graph=True)
    expected = np.zeros_like(points)
    if first.requires_grad:
        second = torch.autograd.grad(first.sum(), x, allow_unused=True)[0]
        expected = expected if second is None else second.numpy()
    found = autodiff.jvp(lambda x: activations.derivative(name, x), (points,), (np.ones_like(points),))[1]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("name", "parameters", "reference"), WITH_PARAMETERS)
def test_parameters_change_values_and_derivatives_as_in_the_formula(name, parameters, reference, backend):
    value, slope = torch_pair(lambda x: reference(x, **parameters), POINTS)
    x = backend(POINTS)
    np.testing.assert_allclose(to_numpy(activations.get(name)(x, **parameters)), value, rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(to_numpy(activations.derivative(name, x, **parameters)), slope, rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize(("name", "parameters", "reference"), WITH_PARAMETERS)
def test_parameters_can_be_learned(name, parameters, reference):
    (value,) = parameters.values()
    rows = np.random.default_rng(0).normal(size=(5, 3))
    each = np.array([value, 2 * value, 0.5 * value])
    p = torch.tensor(each, requires_grad=True)
    reference(torch.tensor(rows), p).sum().backward()
    f = activations.get(name)
    gradient = autodiff.grad(lambda p: autodiff.primitives.sum(f(rows, p)))(each)
    np.testing.assert_allclose(gradient, p.grad, rtol=1e-9)


@given(shapes.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=3))
def test_parameters_broadcast_and_their_gradients_are_summed_back(drawn):
    rng = np.random.default_rng(0)
    x, p = (rng.uniform(0.5, 2, shape) for shape in drawn.input_shapes)
    for f in (activations.leaky_relu, activations.elu, activations.swish, activations.sigmoid):
        assert f(-x, p).shape == drawn.result_shape
        gradients = autodiff.grad(lambda x, p, f=f: autodiff.primitives.sum(f(-x, p)), (0, 1))(x, p)
        assert [g.shape for g in gradients] == list(drawn.input_shapes)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("name", [*PROPERTIES, "softmax", "log_softmax"])
def test_huge_inputs_pass_in_silence(name, kind, backend):
    """Warnings are errors in these tests."""
    x = backend(HUGE.astype(kind))
    y = activations.get(name)(x)
    assert np.isfinite(to_numpy(y)).all()
    assert y.dtype == x.dtype
    slopes = activations.derivative(name, x)
    assert np.isfinite(to_numpy(slopes)).all()
    assert slopes.dtype == x.dtype


@pytest.mark.parametrize("name", TORCH)
def test_a_plain_number_serves_as_well(name):
    for x in (-1.3, 0.4):
        value, slope = torch_pair(TORCH[name], np.array(x))
        assert float(activations.get(name)(x)) == pytest.approx(float(value))
        assert float(activations.derivative(name, x)) == pytest.approx(float(slope))


@pytest.mark.parametrize("name", PROPERTIES)
def test_not_a_number_stays_visible(name):
    y = activations.get(name)(np.array([np.nan, 1.0]))
    assert np.isnan(y[0]) or name == "step"


@pytest.mark.parametrize("name", PROPERTIES)
def test_the_table_of_properties_tells_the_truth(name):
    f, properties = activations.get(name), PROPERTIES[name]
    x = np.linspace(-40, 40, 8001)
    y = f(x)
    low, high = properties.range
    lowest = minimize_scalar(lambda x: float(f(np.array(x))), bounds=(-3, 0), method="bounded").fun
    assert min(y.min(), lowest) == pytest.approx(low if np.isfinite(low) else y[0], abs=5e-5)
    assert y.max() == pytest.approx(high if np.isfinite(high) else y[-1], abs=5e-5)
    assert properties.zero_centered == np.allclose(y, -y[::-1])
    assert properties.monotone == bool(np.all(np.diff(y) >= -1e-15))
    flat = abs(f(np.array([-39.0, 40.0])) - f(np.array([-40.0, 39.0]))) < 1e-9
    sides = {(True, True): "both", (True, False): "left", (False, True): "right", (False, False): "no"}
    assert properties.saturates == sides[tuple(flat.tolist())]


def test_the_quick_gelu_is_as_near_as_its_docstring_says():
    x = np.linspace(-10, 10, 200_001)
    assert np.abs(activations.gelu(x) - activations.gelu_sigmoid(x)).max() == pytest.approx(0.0203, abs=5e-5)


def test_selu_reproduces_mean_zero_and_variance_one():
    nodes, weights = np.polynomial.hermite_e.hermegauss(201)
    weights = weights / weights.sum()
    y = activations.selu(nodes)
    assert weights @ y == pytest.approx(0, abs=5e-3)  # the kink limits the quadrature
    assert weights @ y**2 == pytest.approx(1, abs=5e-3)


def test_the_step_is_zero_at_a_tie_and_has_no_slope(backend):
    x = backend([-1.0, 0.0, 1e-300])
    np.testing.assert_array_equal(to_numpy(activations.step(x)), [0, 0, 1])
    np.testing.assert_array_equal(to_numpy(activations.derivative("step", x)), 0)


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_softmax_is_scipy_s(axis, backend, rng):
    Z = 5 * rng.normal(size=(4, 6))
    np.testing.assert_allclose(to_numpy(activations.softmax(backend(Z), axis)), scipy.special.softmax(Z, axis))
    np.testing.assert_allclose(to_numpy(activations.log_softmax(backend(Z), axis)), scipy.special.log_softmax(Z, axis))


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_glu_is_torch_s(axis, backend, rng):
    x = rng.normal(size=(4, 6))
    expected, slopes = torch_pair(lambda x: F.glu(x, axis), x)
    np.testing.assert_allclose(to_numpy(activations.glu(backend(x), axis)), expected)
    gradient = autodiff.grad(lambda x: autodiff.primitives.sum(activations.glu(x, axis)))(backend(x))
    np.testing.assert_allclose(to_numpy(gradient), slopes)


def test_maxout_is_the_largest_of_its_lines(backend, rng):
    X, W, b = rng.normal(size=(7, 3)), rng.normal(size=(4, 2, 3)), rng.normal(size=(4, 2))
    expected = [[max(W[k, j] @ x + b[k, j] for k in range(4)) for j in range(2)] for x in X]
    np.testing.assert_allclose(to_numpy(activations.maxout(backend(X), backend(W), backend(b))), expected)


def test_maxout_of_two_lines_is_relu():
    X = np.linspace(-2, 2, 9)[:, None]
    relu_like = activations.maxout(X, np.array([[[0.0]], [[1.0]]]), np.zeros((2, 1)))
    np.testing.assert_array_equal(relu_like, np.maximum(X, 0))


def test_wrong_shapes_are_said_in_a_sentence():
    with pytest.raises(ValueError, match=r"whose length must be even, got shape \(2, 3\)"):
        activations.glu(np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"maxout expects X \(n, d\), W \(k, m, d\) and b \(k, m\), got"):
        activations.maxout(np.ones((2, 3)), np.ones((4, 2)), np.ones(2))


def test_names_are_looked_up_and_functions_pass():
    assert activations.get("linear") is activations.identity
    assert activations.get(np.sin) is np.sin
    with pytest.raises(ValueError, match=r"unknown activation 'leakyrelu'; did you mean 'leaky_relu'\?"):
        activations.get("leakyrelu")


@pytest.mark.parametrize("name", [*PROPERTIES, "softmax", "log_softmax", "glu"])
def test_no_activation_inspects_a_value(name):
    y = activations.get(name)(torch.empty(4, 6, device="meta"))
    assert y.device.type == "meta"


@pytest.mark.parametrize("name", PROPERTIES)
def test_arguments_stay_as_they_are(name):
    x = POINTS.copy()
    activations.get(name)(x)
    np.testing.assert_array_equal(x, POINTS)


def test_the_jacobian_of_softmax_is_its_complex_step(backend, rng):
    def softmax(z):
        return np.exp(z) / np.exp(z).sum()

    z = rng.normal(size=4)
    expected = np.column_stack([softmax(z + 1e-30j * e).imag / 1e-30 for e in np.eye(4)])
    np.testing.assert_allclose(to_numpy(activations.softmax_jacobian(backend(softmax(z)))), expected, rtol=1e-12)
    with pytest.raises(ValueError, match=r"one sample, shape \(k,\), got \(2, 2\)"):
        activations.softmax_jacobian(backend(np.eye(2)))
