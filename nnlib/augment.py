"""More training images from the ones there are: changes that leave the label true.

Images have shape (n, h, w) or (n, channels, h, w); what moves in is paper, 0. Amounts are one for all images or one
for each. `randomly` draws them; the other functions are without chance.

References
----------
P. Simard, D. Steinkraus, J. Platt (2003), *Best practices for convolutional neural networks applied to visual document
analysis*, ICDAR (elastic distortions).
"""

import numpy as np
from scipy import ndimage

from nnlib.arrays import as_float, asarray, to_numpy
from nnlib.random import generator

__all__ = ["blur", "elastic", "intensity", "randomly", "rotate", "shift"]


def shift(images, dx, dy):
    """Move images by ``dx`` pixels to the right and ``dy`` down; fractions are interpolated linearly.

    Parameters
    ----------
    images : array, shape (n, h, w) or (n, channels, h, w)
    dx, dy : float or array, shape (n,)

    Returns
    -------
    array, shape of ``images``
        Nothing reappears on the other side.

    Raises
    ------
    ValueError
        If ``images`` has another number of axes, or an amount another length.
    """

    def move(page, x, y):
        return ndimage.shift(page, (y, x), order=1, mode="grid-constant")

    return _each(images, move, dx, dy)


def rotate(images, degrees):
    """Turn images counterclockwise about their centers by ``degrees``, one number or shape (n,)."""

    def turn(page, angle):
        return ndimage.rotate(page, angle, order=1, reshape=False, mode="grid-constant")

    return _each(images, turn, degrees)


def blur(images, sigma):
    """Blur images with a normal kernel of standard deviation ``sigma`` pixels, one number or shape (n,)."""
    return _each(images, lambda page, s: ndimage.gaussian_filter(page, s, mode="constant"), sigma)


def intensity(images, gain=1.0, offset=0.0, *, limits=(0.0, 1.0)):
    """Return ``gain · images + offset``, clipped to ``limits``; both amounts are one number or shape (n,)."""
    return _each(images, lambda page, a, b: np.clip(a * page + b, *limits), gain, offset)


def elastic(images, alpha, sigma=4.0, *, rng):
    """Distort images as if drawn on rubber.

    Every pixel is taken from a place beside it; the displacements are uniform noise, smoothed with a normal kernel.

    Parameters
    ----------
    images : array, shape (n, h, w) or (n, channels, h, w)
        The channels of an image are distorted alike.
    alpha : float or array, shape (n,)
        Factor of the smoothed noise of ±1; 34 moves the pixels of MNIST by one or two.
    sigma : float
        Standard deviation of the kernel in pixels: small crumples, large is nearly a shift.
    rng : numpy.random.Generator or int

    Returns
    -------
    array, shape of ``images``
    """
    n, *_, h, w = _checked(images).shape
    noise = generator(rng).uniform(-1, 1, (n, 2, h, w))
    smooth = ndimage.gaussian_filter(noise, (0, 0, sigma, sigma), mode="constant")

    def distort(page, strength, displacement):
        return ndimage.map_coordinates(
            page, np.indices((h, w)) + strength * displacement, order=1, mode="grid-constant"
        )

    return _each(images, distort, alpha, smooth)


def randomly(images, *, rng, shift_by=0.0, rotate_by=0.0, stretch_by=0.0, blur_by=0.0, gain_by=0.0):
    """Change each image by amounts of its own, drawn uniformly.

    Parameters
    ----------
    images : array, shape (n, h, w) or (n, channels, h, w)
    rng : numpy.random.Generator or int
    shift_by : float
        Pixels, to either side, across and down.
    rotate_by : float
        Degrees, to either side.
    stretch_by : float
        The ``alpha`` of `elastic`, from 0.
    blur_by : float
        The ``sigma`` of `blur`, from 0.
    gain_by : float
        Gains lie between 1 - gain_by and 1 + gain_by.

    Returns
    -------
    array, shape of ``images``
        Equal for equal seeds.
    """
    rng, n = generator(rng), len(images)
    if rotate_by:
        images = rotate(images, rng.uniform(-rotate_by, rotate_by, n))
    if stretch_by:
        images = elastic(images, rng.uniform(0, stretch_by, n), rng=rng)
    if shift_by:
        images = shift(images, *rng.uniform(-shift_by, shift_by, (2, n)))
    if blur_by:
        images = blur(images, rng.uniform(0, blur_by, n))
    return intensity(images, rng.uniform(1 - gain_by, 1 + gain_by, n)) if gain_by else images


def _each(images, change, *amounts):
    """Apply ``change(page, *amounts)`` to every page, shape (h, w), with the amounts of its image."""
    images = _checked(images)
    n = images.shape[0]
    changed = np.empty_like(to_numpy(images))
    for image, out, *sizes in zip(to_numpy(images), changed, *(_one_each(a, n) for a in amounts), strict=True):
        out[...] = change(image, *sizes) if image.ndim == 2 else [change(page, *sizes) for page in image]
    return asarray(changed, like=images)


def _checked(images):
    images = as_float(images)
    if images.ndim not in (3, 4):
        raise ValueError(
            f"images must have shape (n, h, w) or (n, channels, h, w), got {tuple(images.shape)}; "
            "rows of 64 pixels become images with X.reshape(-1, 8, 8)"
        )
    return images


def _one_each(amount, n):
    amount = to_numpy(asarray(amount))
    if amount.ndim and len(amount) != n:
        raise ValueError(f"expected one amount for all or for each of {n} images, got shape {amount.shape}")
    return amount if amount.ndim else np.full(n, amount)
