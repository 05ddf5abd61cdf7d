"""Draw a race: the surface with its height lines, the runners with what they remember, and how high each one is."""

import functools

import numpy as np

from nnlib.widgets.optimizer_race.race import SURFACES
from nnlib.widgets.optimizer_race.runners import METHODS
from nnlib.widgets.scene import Arrows, Axes, Curve, Grid, Points, Scene, Text

__all__ = ["GOAL_STEPS", "GOAL_SURFACE", "NEAR", "SHOWN", "name_of", "picture"]

GOAL_SURFACE, GOAL_STEPS, NEAR = "beale", 40, 0.1
SHOWN = ("gradient", "velocity", "box_of_√s")
ROLES = dict(zip(METHODS, ("line", "class 0", "error", "reference", "class 1", "yours"), strict=True))
DASHED, TRIANGLES = ("nesterov", "rmsprop"), ("nesterov", "adagrad", "adam")
SIDE, LINES, MOST_POINTS = 70, 14, 300
NAMES = {"beale": "Beale's surface", "ravine": "Rosenbrock's ravine", "two_basins": "two basins"}
WIDER = 1.45  # the picture is wider than high


def picture(settings, race):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
    race : Race
    """
    shown = [name for name in METHODS if name in settings["runners"].split(",")]
    nearest = {name: _arrival(race, name) for name in shown}
    first = min(shown, key=lambda name: nearest[name][0], default=None)
    arrived = first is not None and nearest[first][0] <= race.step
    return Scene(
        axes=(_map(settings, race, shown), _heights(race, shown)),
        numbers={
            "step": str(race.step),
            "first": f"{first}, after {nearest[first][0]} steps" if arrived else "nobody yet",
            "gone": ", ".join(name for name in shown if race.gone(name)) or "nobody",
        },
        reached=_reached(race, nearest),
        hint=_hint(settings, race, shown, nearest),
    )


def name_of(surface):
    """Return what people call a surface."""
    return NAMES.get(surface, surface)


def _arrival(race, name):
    """Return the first step at which the runner was within NEAR of a minimum (a large number before), and which."""
    path = np.array(race.paths[name])
    distances = [np.hypot(*(path - minimum).T) for minimum in race.surface.minima]
    steps = [int(np.flatnonzero(d < NEAR)[0]) if (d < NEAR).any() else 10**6 for d in distances]
    return min(steps), int(np.argmin(steps))


def _reached(race, nearest):
    own = race.settings["surface"] == GOAL_SURFACE and not race.settings["start"].startswith(f"{GOAL_SURFACE}@")
    return own and any(step <= GOAL_STEPS for step, _ in nearest.values())


def _hint(settings, race, shown, nearest):
    gone = [name for name in shown if race.gone(name)]
    if "descent" in gone and "adam" in shown and "adam" not in gone:
        return "Descent's steps are η times the gradient; here the gradient is long. Adam's steps are about η long."
    valleys = {valley for step, valley in nearest.values() if step <= race.step}
    if len(valleys) > 1:
        return "Same start, same surface, two different minima: the method decides, too."
    if settings["surface"] == "plateau" and race.step >= 50 and settings["rate"] < 0.5:
        return "Where the gradient is tiny, whoever divides by √s walks on; descent stands still."
    if settings["surface"] == "saddle" and race.step >= 30:
        return "Along y the pass is nearly flat. Who leaves it first, and why?"
    return ""


def _map(settings, race, shown):
    xlim, ylim, grid, lines = _ground(settings["surface"])
    width = ylim[1] - ylim[0]
    layers = [Grid(grid, xlim, ylim, low="reference", high="reference"), Curve(lines, "reference", width=0.6)]
    for name in shown:
        layers += _runner(race, name, set(settings["show"].split(",")), width)
    layers.append(Points(race.surface.minima, "line", "ring"))
    layers.append(_names(race, shown, width))
    places = "; ".join(f"{name} {_place(race, name)}" for name in shown)
    return Axes(
        title=f"{name_of(settings['surface'])}: click to start elsewhere",
        alt=f"Height lines of the surface ({name_of(settings['surface'])}) after {race.step} steps; {places}.",
        layers=tuple(layers),
        xlim=xlim,
        ylim=ylim,
        xlabel="w₁",
        ylabel="w₂",
        equal=True,
    )


def _place(race, name):
    return "has gone" if race.gone(name) else "at ({:.2f}, {:.2f})".format(*race.paths[name][-1])


@functools.cache
def _ground(name):
    """Return limits, a shading in [½, 1] and height lines (m, 2) with NaN between them, of a surface."""
    from contourpy import contour_generator

    surface = SURFACES[name]
    x0, x1, y0, y1 = surface.domain
    middle, half = (x0 + x1) / 2, WIDER * (y1 - y0) / 2
    xlim, ylim = (middle - half, middle + half), (y0, y1)
    x, y = np.meshgrid(np.linspace(*xlim, SIDE), np.linspace(*ylim, SIDE))
    z = surface.function(np.stack([x, y], axis=-1))
    depth = np.log1p(z - z.min())  # ravines are a thousand times as high as deep
    lines = contour_generator(x, y, depth)
    pieces = [p for level in np.linspace(0, depth.max(), LINES)[1:] for p in lines.lines(level)]
    gap = np.full((1, 2), np.nan)
    joined = np.concatenate([part for piece in pieces for part in (piece, gap)])
    return xlim, ylim, 0.5 + 0.45 * depth / depth.max(), joined


def _runner(race, name, show, width):
    role, path = ROLES[name], np.array(race.paths[name])
    now = path[-1:]
    if race.gone(name):
        return [Curve(np.clip(path, -1e3, 1e3), role, name, dashed=name in DASHED)]
    layers = [
        Curve(path, role, dashed=name in DASHED),
        Points(now, role, "^" if name in TRIANGLES else "o", name),
    ]
    memories = race.memories[name]
    if "gradient" in show:
        layers.append(Arrows(now, -_seen(race.gradient(now[0]), width)[None], role))
    if "velocity" in show and name in ("momentum", "nesterov", "adam"):
        sign = 1 if name == "nesterov" else -1  # its velocity points downhill already
        layers.append(Arrows(now, sign * _seen(memories[0], width)[None], "line"))
    if "box_of_√s" in show and name in ("adagrad", "rmsprop", "adam"):
        a, b = _seen(np.sqrt(memories[-1]), width)
        layers.append(Curve(now + np.array([[-a, -b], [a, -b], [a, b], [-a, b], [-a, -b]]), role))
    return layers


def _seen(vector, width):
    """Return a vector of true direction whose length grows as the logarithm, from 0 to a fifth of the picture."""
    length = float(np.hypot(*vector))
    if not np.isfinite(length) or length == 0:
        return np.zeros(2)
    return vector / length * width * min(0.2, 0.03 * np.log1p(30 * length))


def _names(race, shown, width):
    """Return the runners' names beside them, leaving out those that would lie on top of each other."""
    placed, words = [], []
    for name in shown:
        spot = race.paths[name][-1] + np.array([0.0, 0.055 * width])
        apart = all(max(abs(spot[0] - x) / 0.2, abs(spot[1] - y) / 0.05) > width for x, y in placed)
        if race.step and apart and not race.gone(name):
            placed.append(spot)
            words.append(name)
    return Text(np.reshape(placed, (-1, 2)), tuple(words))


def _heights(race, shown):
    surface = race.surface
    lowest = float(surface.function(np.array(surface.minima)).min())
    end = next(limit for limit in (50, 100, 200, 500, 1000) if race.step <= limit)
    layers, words = [], []
    for name in shown:
        path = np.array(race.paths[name])
        chosen = np.unique(np.linspace(0, len(path) - 1, MOST_POINTS).astype(int))
        height = np.log10(np.clip(surface.function(np.clip(path[chosen], -1e3, 1e3)) - lowest, 1e-7, 1e5))
        layers.append(Curve(np.column_stack([chosen, height]), ROLES[name], name, dashed=name in DASHED))
        words.append(f"{name} {10 ** height[-1]:.1g}")
    return Axes(
        title="height above the lowest point",
        alt=f"Height against steps on a logarithmic axis; now {', '.join(words)}.",
        layers=tuple(layers),
        xlim=(0, end),
        ylim=(-7, 5),
        xlabel="step",
        ylabel="log₁₀ of the height",
    )
