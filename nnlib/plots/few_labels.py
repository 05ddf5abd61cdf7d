"""Accuracy against the number of labels, for several ways to learn from them."""

from nnlib.plots.style import CYCLE, new_axes

__all__ = ["by_labels"]


def by_labels(sizes, results, *, ax=None):
    """Draw the fraction right against the number of labels, on a logarithmic axis.

    Parameters
    ----------
    sizes : sequence of int
    results : dict of str to sequence of float
    """
    ax = new_axes(ax, figsize=(6, 3.2))
    for (name, values), style, color in zip(results.items(), ["s:", "o-", "^--", "D-."], CYCLE, strict=False):
        ax.semilogx(sizes, values, style, color=color, label=name)
    ax.set_xticks(sizes, [str(n) for n in sizes])
    ax.minorticks_off()
    ax.set(xlabel="labels", ylabel="fraction right")
    ax.legend(frameon=False)
    return ax
