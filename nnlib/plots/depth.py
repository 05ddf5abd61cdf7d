"""Drawings of what layers do: cuts that fail, hidden planes, a grid that is bent, borders with corners, towers."""

import numpy as np

from nnlib.approximation import tower
from nnlib.arrays import to_numpy
from nnlib.plots.decision import decision_line, decision_regions, samples
from nnlib.plots.style import CYCLE, HEAT, new_axes

__all__ = ["deformed_grid", "linear_and_bent", "score_map", "towers", "two_planes"]


def score_map(X, t, angles, offsets, *, ax=None):
    """Draw how many samples each straight cut gets right.

    Parameters
    ----------
    X : array, shape (n, 2)
    t : array, shape (n,)
    angles, offsets : arrays, shapes (k,) and (m,)
        As in ``nnlib.xor.best_linear_score``.
    """
    ax = new_axes(ax, figsize=(6, 3.2))
    normals = np.stack([np.cos(angles), np.sin(angles)])
    right = ((to_numpy(X) @ normals)[:, :, None] > offsets) == (to_numpy(t)[:, None, None] == 1)
    counts = right.sum(axis=0)  # (k, m)
    levels = np.arange(len(X) + 2) - 0.5
    drawn = ax.contourf(np.degrees(angles), offsets, counts.T, levels=levels, cmap=HEAT)
    ax.figure.colorbar(drawn, ax=ax, ticks=range(len(X) + 1), label=f"right, of {len(X)}")
    ax.set(xlabel="angle of the normal (degrees)", ylabel="offset", xticks=range(0, 361, 90))
    return ax


def two_planes(X, t, H, w, theta):
    """Draw samples in the plane of the inputs and in the plane of two hidden units, with the output unit's cut.

    Parameters
    ----------
    X, H : arrays, shape (n, 2)
    t : array, shape (n,)
    w : array, shape (2,)
    theta : float
        The output is 1 where ``w·h > theta``.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(8, 3.4), layout="constrained")
    samples(X, t, ax=new_axes(axes[0]), margin=0.4).set(title="inputs", aspect="equal")
    ax = samples(H, t, ax=new_axes(axes[1]), margin=0.4)
    decision_line(w, theta, ax=ax)
    axes[0].locator_params(nbins=4)
    ax.set(title="hidden units", xlabel="$h_1$", ylabel="$h_2$", aspect="equal")
    return figure


def deformed_grid(layers, *, extent=1.0, lines=15):
    """Draw a square grid and its image after each layer.

    Parameters
    ----------
    layers : callable
        From points, shape (n, 2), to a list of arrays of shape (n, 2), the points themselves first.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    ticks, along = np.linspace(-extent, extent, lines), np.linspace(-extent, extent, 101)
    straight = np.concatenate(
        [np.stack([np.full_like(along, c), along], axis=1) for c in ticks]
        + [np.stack([along, np.full_like(along, c)], axis=1) for c in ticks]
    )
    stages = [to_numpy(stage).reshape(2, lines, len(along), 2) for stage in layers(straight)]
    figure, axes = plt.subplots(1, len(stages), figsize=(2.7 * len(stages), 2.8), layout="constrained")
    for number, (ax, stage) in enumerate(zip(axes, stages, strict=True)):
        for family, color in zip(stage, CYCLE, strict=False):
            ax.plot(*family.transpose(2, 1, 0), color=color, lw=0.9)
        center, half = (stage.min((0, 1, 2)) + stage.max((0, 1, 2))) / 2, 0.54 * np.ptp(stage, (0, 1, 2)).max()
        limits = np.stack([center - half, center + half])  # a square around the image
        ax.set(title="input" if number == 0 else f"after layer {number}", xticks=[], yticks=[], aspect="equal")
        ax.set(xlim=limits[:, 0], ylim=limits[:, 1])
    return figure


def linear_and_bent(depth, *, width=8, seed=2):
    """Draw the regions that random networks of growing depth make, without and with rectified linear units.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(2, depth, figsize=(2.4 * depth, 5), layout="constrained")
    for row, (name, g) in zip(axes, {"linear": lambda z: z, "ReLU": lambda z: np.maximum(z, 0)}.items(), strict=True):
        for layers, ax in enumerate(row, start=1):
            new_axes(ax).set(xlim=(-2, 2), ylim=(-2, 2), xticks=[], yticks=[], aspect="equal")
            decision_regions(_random_network(layers, width, g, seed), ax=ax)
            ax.set_title(f"{name}, {layers} hidden layer{'s' * (layers > 1)}", fontsize=9)
    return figure


def _random_network(layers, width, g, seed):
    rng = np.random.default_rng(seed)
    parameters = [
        (rng.normal(size=(width, inputs)) * (2 / inputs) ** 0.5, 0.5 * rng.normal(size=width))
        for inputs in [2, *[width] * (layers - 1)]
    ]
    out = rng.normal(size=width)

    def network(X):
        for W, b in parameters:
            X = g(X @ W.T + b)
        y = X @ out
        return y - np.median(y) + 0.5  # half of the plane on either side

    return network


def towers(*, resolution=120):
    """Draw a ridge, two crossed ridges, and the tower that a threshold leaves of them.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    x1, x2 = np.meshgrid(*[np.linspace(0, 1, resolution)] * 2)
    points = np.column_stack([x1.ravel(), x2.ravel()])

    def ridge(x):
        return 0.5 * (np.tanh(25 * (x - 0.3)) - np.tanh(25 * (x - 0.7)))

    heights = {
        "a ridge": ridge(x1),
        "two ridges": ridge(x1) + ridge(x2),
        "a tower": tower(points, (0.5, 0.5), 0.4).reshape(x1.shape),
    }
    figure, axes = plt.subplots(1, 3, figsize=(9, 3), layout="constrained", subplot_kw={"projection": "3d"})
    for ax, (title, z) in zip(axes, heights.items(), strict=True):
        ax.plot_surface(x1, x2, z, cmap=HEAT, rcount=resolution, ccount=resolution, linewidth=0, antialiased=False)
        ax.set(title=title, xlabel="$x_1$", ylabel="$x_2$", zlim=(0, 2), xticks=[0, 1], yticks=[0, 1], zticks=[0, 1, 2])
    return figure
