"""What mending a table brought, beside the table in its two principal components."""

from nnlib.plots.style import COLORS, MARKERS, new_axes

__all__ = ["mended"]


def mended(right, Z, t, names):
    """Draw the fractions that were right as bars, and two-dimensional data of two classes.

    Parameters
    ----------
    right : dict of str to float
    Z : array, shape (n, 2)
    t : array, shape (n,)
        0 or 1.
    names : pair of str

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, (bars, plane) = plt.subplots(1, 2, figsize=(9, 3.3), layout="constrained")
    new_axes(bars).barh(list(right), list(right.values()), color="0.75", edgecolor="black", height=0.6)
    for place, value in enumerate(right.values()):
        bars.text(value - 0.004, place, f"{value:.3f}", ha="right", va="center")
    bars.set(xlim=(0.8, 1), xlabel="fraction of the test set right")
    bars.invert_yaxis()
    for label, name in enumerate(names):
        marker = MARKERS[f"class {label}"]
        new_axes(plane).plot(*Z[t == label].T, marker, ms=4, mfc="none", color=COLORS[f"class {label}"], label=name)
    plane.set(xlabel="first component", ylabel="second component")
    plane.legend(frameon=False)
    return figure
