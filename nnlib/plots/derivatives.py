"""Drawings of derivatives: secants, error against step, size against order, dual numbers, cost against inputs."""

import numpy as np

from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["costs", "error_curves", "pushed_forward", "right_digits", "secants", "swell"]

EXACT = 1e-17  # where an error of 0 is drawn on a logarithmic axis
LOOKS = {
    "forward": {"color": CYCLE[0], "marker": "o", "ls": "-"},
    "central": {"color": CYCLE[1], "marker": "^", "ls": "--"},
    "complex": {"color": CYCLE[2], "marker": "s", "ls": ":"},
}


def secants(f, slope, x, steps, *, ax=None):
    """Draw the graph of ``f``, its tangent at ``x`` and a secant for each step.

    Parameters
    ----------
    f : callable
    slope : float
        f'(x).
    steps : sequence of float
    """
    ax = new_axes(ax, figsize=(5.5, 3.6))
    reach = max(steps)
    t = np.linspace(x - 0.4 * reach, x + 1.25 * reach, 300)
    ax.plot(t, f(t), color=COLORS["reference"], lw=3, label="f")
    ax.plot(t, f(x) + slope * (t - x), color=COLORS["theory"], ls="--", label="tangent")
    for h, style, marker in zip(steps, ["-", "-.", ":"], "o^s", strict=False):
        secant = f(x) + (f(x + h) - f(x)) / h * (t - x)
        ax.plot(t, secant, style, color=COLORS["class 1"], lw=1.5, label=f"secant, h = {h:g}")
        ax.plot([x, x + h], [f(x), f(x + h)], marker, color=COLORS["class 1"], ms=6)
    ax.set(xlabel="x", ylabel="f(x)")
    ax.legend(frameon=False)
    return ax


def right_digits(steps, errors, *, ax=None):
    """Draw how many digits are right, -log10 of the relative error, as a bar for each step."""
    ax = new_axes(ax, figsize=(6.5, 3))
    powers = np.round(np.log10(np.asarray(steps))).astype(int)
    digits = np.clip(-np.log10(np.maximum(np.asarray(errors, dtype=float), EXACT)), 0, None)
    ax.bar(powers, digits, color=COLORS["class 0"], width=0.7)
    ax.set_xticks(powers, [f"$10^{{{p}}}$" for p in powers], fontsize=8)
    ax.set(xlabel="step h", ylabel="digits that are right")
    return ax


def error_curves(steps, errors, theory=None, *, ax=None):
    """Draw relative errors against the step, on logarithmic axes; an error of 0 stands at 1e-17.

    Parameters
    ----------
    steps : array, shape (k,)
    errors : dict of str to array, shape (k,)
        Methods whose names begin with forward, central or complex have looks of their own.
    theory : dict of str to array, shape (k,), optional
        Drawn as thin black lines.
    """
    ax = new_axes(ax, figsize=(6.5, 4))
    for name, values in errors.items():
        look = LOOKS.get(name.split()[0], {"marker": "D"})
        seen = np.where(np.isfinite(values), np.maximum(values, EXACT), np.nan)
        ax.loglog(steps, seen, label=name, ms=4, lw=1.2, **look)
    for (name, values), style in zip((theory or {}).items(), ["--", ":"], strict=False):
        ax.loglog(steps, values, style, color=COLORS["theory"], lw=1.2, label=name)
    ax.set(xlabel="step h", ylabel="relative error", ylim=(EXACT / 3, 30))
    ax.legend(frameon=False)
    return ax


def swell(sizes, *, ax=None):
    """Draw how long expressions get, against how often they were differentiated.

    Parameters
    ----------
    sizes : dict of str to sequence of int
        The size of the function itself comes first.
    """
    ax = new_axes(ax, figsize=(6, 3.6))
    for (name, values), style in zip(sizes.items(), ["o-", "^--", "s:", "D-."], strict=False):
        ax.semilogy(range(len(values)), values, style, label=name)
    ax.set(xlabel="how often differentiated", ylabel="nodes in the tree")
    ax.legend(frameon=False)
    return ax


def pushed_forward(f, duals, images, xlim, *, ax=None):
    """Draw dual numbers as a place and an arrow, below the graph of ``f`` and, after f, on it.

    Parameters
    ----------
    f : callable
    duals, images : sequence of (value, tangent)
        What went in, and what came out.
    xlim : (float, float)
    """
    ax = new_axes(ax, figsize=(6.5, 3.6))
    x = np.linspace(*xlim, 300)
    ax.plot(x, f(x), color=COLORS["reference"], lw=2.5, label="f")
    floor = float(np.min(f(x))) - 0.15 * float(np.ptp(f(x)))
    for number, ((a, da), (b, db)) in enumerate(zip(duals, images, strict=True)):
        named = {"in": "in: a and ȧ", "out": "out: f(a) and f′(a) ȧ"} if number == 0 else {}
        ax.plot([a, a], [floor, b], ":", color=COLORS["reference"], lw=1)
        _arrow(ax, (a, floor), (da, 0), COLORS["class 0"], "o", named.get("in"))
        _arrow(ax, (a, b), (da, db), COLORS["class 1"], "^", named.get("out"))
    ax.set(xlabel="x", ylabel="f(x)")
    ax.legend(frameon=False)
    return ax


def _arrow(ax, start, vector, color, marker, label):
    ax.plot(*start, marker, color=color, ms=7, ls="", label=label)
    end = (start[0] + vector[0], start[1] + vector[1])
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2})


def costs(inputs, work, *, ylabel="evaluations of f", ax=None):
    """Draw what a gradient costs against the number of inputs, on logarithmic axes.

    Parameters
    ----------
    inputs : sequence of int, length k
    work : dict of str to sequence of float, length k
    """
    ax = new_axes(ax, figsize=(5.5, 3.6))
    looks = zip(["o-", "^--", "s:", "D-."], [11, 9, 6, 5], strict=True)  # where two coincide, both stay visible
    for (name, values), (style, size) in zip(work.items(), looks, strict=False):
        ax.loglog(inputs, values, style, label=name, ms=size)
    ax.set(xlabel="inputs n", ylabel=ylabel)
    ax.legend(frameon=False)
    return ax
