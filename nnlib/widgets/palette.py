"""The course's colors on a light and on a dark page; the same name means the same thing on both.

The dark ones are the light ones (Okabe and Ito's) made lighter until they stand out from JupyterLab's dark page.
"""

from nnlib.plots.style import COLORS

__all__ = ["PALETTE"]

PALETTE = {
    "light": COLORS,
    "dark": {
        "class 0": "#56B4E9",
        "class 1": "#FF9A4D",
        "line": "#FFFFFF",
        "error": "#F5B5D8",
        "yours": "#34D9A8",
        "reference": "#8F8F8F",
        "theory": "#FFFFFF",
    },
}
