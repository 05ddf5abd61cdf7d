"""Diagrams for backpropagation: the letters of a layer, why a loop has no way back, the shapes of the equations."""

from nnlib.plots.style import COLORS, new_axes

__all__ = ["layer_letters", "order_of_visit", "shapes"]

_INK, _BACK = "0.3", COLORS["class 1"]


def layer_letters(*, ax=None):
    """Draw two layers with one weight picked out, and what a unit computes from what."""
    ax = _canvas(ax, (8, 3.2), (0, 10), (0, 4.2))
    before = [(2, y) for y in (0.8, 2.1, 3.4)]
    after = [(6, y) for y in (1.3, 2.9)]
    for start in before:
        for end in after:
            _arrow(ax, start, end, color="0.8")
    _arrow(ax, before[2], after[0], color=COLORS["class 0"], lw=2.5)
    ax.text(4.2, 2.62, "$W^l_{jk}$", fontsize=14, color=COLORS["class 0"], ha="left")
    for number, (x, y) in enumerate(before):
        _unit(ax, x, y, "$k$" if number == 2 else "")
    for number, (x, y) in enumerate(after):
        _unit(ax, x, y, "$j$" if number == 0 else "")
    ax.text(1.55, 3.4, "$a^{l-1}_k$", fontsize=14, ha="right", va="center")
    ax.text(6.5, 1.3, r"$z^l_j = \sum_k W^l_{jk}\,a^{l-1}_k + b^l_j$", fontsize=13, va="center")
    ax.text(6.5, 0.55, "$a^l_j = g(z^l_j)$", fontsize=13, va="center")
    ax.text(2, 4.05, "layer $l-1$", ha="center", fontsize=11)
    ax.text(6, 4.05, "layer $l$", ha="center", fontsize=11)
    return ax


def order_of_visit():
    """Draw a layered net with the order of its units, and a net with a loop, which has none.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    layered = {"1": (1, 2.6), "2": (1, 0.9), "3": (3.2, 2.6), "4": (3.2, 0.9), "5": (5.4, 1.75)}
    ax = _canvas(axes[0], None, (0, 6.4), (0, 3.6))
    for start, end in [("1", "3"), ("1", "4"), ("2", "3"), ("2", "4"), ("3", "5"), ("4", "5")]:
        _arrow(ax, layered[start], layered[end])
    for name, (x, y) in layered.items():
        _unit(ax, x, y, name)
    ax.annotate("", (5, 3.25), (1.4, 3.25), arrowprops={"arrowstyle": "-|>", "color": _INK, "lw": 1.5})
    ax.annotate("", (1.4, 0.15), (5, 0.15), arrowprops={"arrowstyle": "-|>", "color": _BACK, "lw": 1.5, "ls": "--"})
    ax.text(3.2, 3.35, "values: 1, 2, 3, 4, 5", ha="center")
    ax.text(3.2, 0.28, "blame: 5, 4, 3, 2, 1", ha="center", color=_BACK)
    ax = _canvas(axes[1], None, (0, 6.4), (0, 3.6))
    _arrow(ax, (1, 1.75), (3, 1.75))
    _arrow(ax, (3, 1.75), (5.2, 1.75), curve=-0.5)
    _arrow(ax, (5.2, 1.75), (3, 1.75), curve=-0.5)
    for x, name in [(1, "1"), (3, "?"), (5.2, "?")]:
        _unit(ax, x, 1.75, name)
    ax.text(4.1, 3.1, "each waits for the other", ha="center")
    ax.text(4.1, 0.3, "no last unit to begin with", ha="center", color=_BACK)
    axes[0].set_title("layered, feed-forward")
    axes[1].set_title("a loop")
    return figure


def shapes(n=5, m1=4, m2=3):
    """Draw BP2 and BP4 as rectangles, rows and columns to scale.

    Parameters
    ----------
    n, m1, m2 : int
        Samples, units of layer l (BP4: of the layer before) and of the layer after it.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(2, 1, figsize=(8.5, 4.6), layout="constrained")
    _equation(
        axes[0],
        "BP2: one row a sample; the units after are summed over",
        [
            (r"$\delta^{l}$", n, m1, "="),
            (r"$\delta^{l+1}$", n, m2, "@"),
            ("$W^{l+1}$", m2, m1, r"$\odot$"),
            ("$g'(Z^{l})$", n, m1, ""),
        ],
    )
    _equation(
        axes[1],
        "BP4: the samples are summed over; no row is left of them",
        [(r"$\partial C/\partial W^{l}$", m2, m1, "="), (r"$(\delta^{l})^T$", m2, n, "@"), ("$A^{l-1}$", n, m1, "")],
    )
    return figure


def _equation(ax, title, factors):
    from matplotlib.patches import Rectangle

    _canvas(ax, None, (-0.5, 27), (-4, 4.2))
    ax.set_title(title, fontsize=11)
    x = 0.0
    for name, rows, columns, then in factors:
        color = _BACK if "delta" in name else COLORS["class 0"]
        ax.add_patch(Rectangle((x, -rows / 2), columns, rows, fc="white", ec=color, lw=2))
        for row in range(1, rows):
            ax.plot([x, x + columns], [rows / 2 - row] * 2, color="0.85", lw=0.8)
        for column in range(1, columns):
            ax.plot([x + column] * 2, [-rows / 2, rows / 2], color="0.85", lw=0.8)
        ax.text(x + columns / 2, 0, name, ha="center", va="center", fontsize=12)
        ax.text(x + columns / 2, -rows / 2 - 0.2, f"{rows} × {columns}", ha="center", va="top", fontsize=9)
        ax.text(x + columns + 1.15, 0, then, ha="center", va="center", fontsize=15)
        x += columns + 2.3


def _canvas(ax, figsize, xlim, ylim):
    ax = new_axes(ax, figsize=figsize)
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.set_axis_off()
    return ax


def _unit(ax, x, y, text):
    ax.plot(x, y, "o", ms=26, mfc="white", mec=_INK, mew=1.5, zorder=3)
    ax.text(x, y, text, ha="center", va="center", fontsize=12, zorder=4)


def _arrow(ax, start, end, *, color=_INK, lw=1.5, curve=0.0):
    style = {"arrowstyle": "-|>", "color": color, "lw": lw, "shrinkA": 14, "shrinkB": 14}
    ax.annotate("", end, start, arrowprops={**style, "connectionstyle": f"arc3,rad={curve}"})
