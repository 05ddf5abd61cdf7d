"""Colors that mean the same all through the course, and pictures with alternative text.

The colors are those of Okabe and Ito, told apart by color-blind readers; every plot adds a marker, a line style or a
label, so that it also reads in gray.

References
----------
M. Okabe, K. Ito (2008), *Color universal design*, https://jfly.uni-koeln.de/color/.
"""

import base64
import html
import io

__all__ = ["COLORS", "CYCLE", "HEAT", "MARKERS", "new_axes", "show"]

COLORS = {
    "class 0": "#0072B2",  # blue
    "class 1": "#D55E00",  # vermilion
    "line": "#000000",
    "error": "#CC79A7",  # reddish purple
    "yours": "#009E73",  # green: what the student's own code computes
    "reference": "#6F6F6F",
    "theory": "#000000",
}
MARKERS = {"class 0": "o", "class 1": "^"}
CYCLE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
HEAT = "cividis"  # sequential, even in lightness


def new_axes(ax=None, *, figsize=(4.5, 3.6)):
    """Return ``ax``, or the Axes of a new figure of ``figsize`` inches in the course's style."""
    if ax is None:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots(figsize=figsize, layout="constrained")
    if not ax.lines:
        ax.set_prop_cycle(color=CYCLE)
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def show(figure, alt, *, dpi=110):
    """Return ``figure`` as a picture with the alternative text ``alt``, for the last line of a cell.

    Parameters
    ----------
    figure : matplotlib Figure or Axes
    alt : str
        What the picture shows, in a sentence or two.

    Returns
    -------
    IPython.display.HTML
        An ``<img>`` element: Jupyter's own display of figures drops the text.
    """
    import matplotlib.pyplot as plt
    from IPython.display import HTML

    figure = figure.get_figure()
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi)
    plt.close(figure)
    data = base64.b64encode(buffer.getvalue()).decode()
    width = round(figure.get_figwidth() * 90)
    return HTML(f'<img alt="{html.escape(alt)}" width="{width}" src="data:image/png;base64,{data}">')
