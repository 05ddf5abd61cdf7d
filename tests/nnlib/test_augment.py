import numpy as np
import pytest

from nnlib import augment, datasets
from nnlib.arrays import to_numpy

torch = pytest.importorskip("torch")
F = torch.nn.functional


@pytest.fixture
def images(rng):
    return rng.random((3, 7, 7))


def test_a_shift_by_whole_pixels_fills_with_paper_and_wraps_nothing(images, backend):
    moved = to_numpy(augment.shift(backend(images), 2, -1))
    expected = np.zeros_like(images)
    expected[:, :-1, 2:] = images[:, 1:, :-2]
    np.testing.assert_allclose(moved, expected)


def test_each_image_may_be_moved_by_its_own_amount(images):
    moved = augment.shift(images, np.array([0, 1, 0.5]), 0)
    np.testing.assert_allclose(moved[0], images[0])
    np.testing.assert_allclose(moved[1, :, 1:], images[1, :, :-1])
    np.testing.assert_allclose(moved[2, :, 1:], (images[2, :, 1:] + images[2, :, :-1]) / 2)


def test_a_quarter_turn_is_numpy_s(images):
    np.testing.assert_allclose(augment.rotate(images, 90), np.rot90(images, axes=(1, 2)), atol=1e-12)


def test_a_turn_is_torch_s(images, backend):
    angle = np.radians(25)
    matrix = torch.tensor([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0]])
    grid = F.affine_grid(matrix.expand(3, 2, 3), (3, 1, 7, 7), align_corners=True)
    expected = F.grid_sample(torch.tensor(images)[:, None], grid, align_corners=True)[:, 0]
    np.testing.assert_allclose(to_numpy(augment.rotate(backend(images), 25)), expected, atol=1e-9)


def test_a_blur_is_a_convolution_with_a_normal_kernel(images, backend):
    sigma = 0.8
    line = torch.exp(-(torch.arange(-3, 4, dtype=torch.float64) ** 2) / (2 * sigma**2))
    line = line / line.sum()
    kernel = (line[:, None] * line)[None, None]
    expected = F.conv2d(torch.tensor(images)[:, None], kernel, padding=3)[:, 0]
    np.testing.assert_allclose(to_numpy(augment.blur(backend(images), sigma)), expected, atol=1e-9)


def test_intensity_is_scaled_moved_and_clipped(backend):
    image = backend([[[0.0, 0.4, 0.9]]])
    np.testing.assert_allclose(to_numpy(augment.intensity(image, 2, -0.3)), [[[0, 0.5, 1]]])
    np.testing.assert_allclose(to_numpy(augment.intensity(image, 2, -0.3, limits=(-1, 9)))[0, 0], [-0.3, 0.5, 1.5])


def test_an_elastic_distortion_moves_by_smoothed_noise():
    """On a ramp, the change of a pixel is its displacement across."""
    ramp = np.broadcast_to(100 + np.arange(28.0), (100, 28, 28))
    change = (augment.elastic(ramp, 34, 4, rng=0) - ramp)[:, 8:20, 8:20]
    # noise of variance 1/3, averaged over a normal kernel: variance 1/3 / (4 π σ²)
    assert change.std() == pytest.approx(34 * np.sqrt(1 / 3 / (4 * np.pi * 16)), rel=0.1)
    assert np.abs(np.diff(change)).mean() < 0.3 * np.abs(change).mean()


def test_without_strength_an_elastic_distortion_changes_nothing(images):
    np.testing.assert_allclose(augment.elastic(images, 0, rng=0), images)


CHANGES = {
    "shift": lambda images: augment.shift(images, 0.4, 1),
    "rotate": lambda images: augment.rotate(images, 30),
    "blur": lambda images: augment.blur(images, 1.0),
    "intensity": lambda images: augment.intensity(images, 0.5),
    "elastic": lambda images: augment.elastic(images, 20.0, 2.0, rng=5),
    "randomly": lambda images: augment.randomly(
        images, rng=5, shift_by=1, rotate_by=20, stretch_by=8, blur_by=1, gain_by=0.2
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_type_shape_and_argument_are_kept(name, images, backend):
    given = backend(images.astype(np.float32))
    changed = CHANGES[name](given)
    assert (type(changed), changed.dtype, changed.shape) == (type(given), given.dtype, given.shape)
    np.testing.assert_array_equal(to_numpy(given), images.astype(np.float32))
    assert np.abs(to_numpy(changed) - to_numpy(given)).max() > 0.05


@pytest.mark.parametrize("name", CHANGES)
def test_the_channels_of_an_image_are_changed_alike(name, images):
    colored = np.stack([images, 0.5 * images], axis=1)
    changed = CHANGES[name](colored)
    np.testing.assert_allclose(changed[:, 1], 0.5 * changed[:, 0], atol=1e-12)
    np.testing.assert_allclose(changed[:, 0], CHANGES[name](images), atol=1e-12)


def test_a_seed_gives_equal_images(images):
    np.testing.assert_array_equal(CHANGES["randomly"](images), CHANGES["randomly"](images))
    assert not np.array_equal(CHANGES["elastic"](images), augment.elastic(images, 20.0, 2.0, rng=6))


def test_random_changes_stay_within_their_amounts():
    dot = np.zeros((300, 15, 15))
    dot[:, 7, 7] = 1
    moved = augment.randomly(dot, rng=0, shift_by=2)
    where = np.tensordot(moved, np.stack(np.indices((15, 15))), axes=((1, 2), (1, 2))) - 7
    assert np.abs(where).max() <= 2
    np.testing.assert_allclose(where.std(axis=0), 2 / np.sqrt(3), rtol=0.1)
    bright = augment.randomly(np.full((300, 2, 2), 0.5), rng=0, gain_by=0.4)
    assert 0.3 <= bright.min() < 0.32 < 0.68 < bright.max() <= 0.7
    np.testing.assert_array_equal(augment.randomly(dot, rng=0), dot)


def test_a_digit_slightly_changed_is_still_read(rng):
    """The nearest of the unchanged digits is of the same class for nearly all slightly changed ones."""
    X, t = datasets.digits()
    changed = augment.randomly(X[:300].reshape(-1, 8, 8), rng=rng, shift_by=0.5, rotate_by=8, gain_by=0.1)
    distances = ((changed.reshape(300, 1, 64) - X) ** 2).sum(axis=2)
    assert np.mean(t[distances.argmin(axis=1)] == t[:300]) > 0.98


@pytest.mark.parametrize("name", CHANGES)
def test_rows_of_pixels_are_refused_with_the_way_out(name):
    with pytest.raises(ValueError, match=r"images must have shape .* got \(5, 64\); .*reshape\(-1, 8, 8\)"):
        CHANGES[name](np.ones((5, 64)))


def test_an_amount_for_other_images_is_refused(images):
    with pytest.raises(ValueError, match=r"one amount for all or for each of 3 images, got shape \(2,\)"):
        augment.rotate(images, np.array([1.0, 2.0]))
