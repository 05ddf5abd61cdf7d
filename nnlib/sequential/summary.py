"""The table that shows what a net consists of."""

import html

from nnlib import tree
from nnlib.layers.layer import product

__all__ = ["Summary"]


class Summary(list):
    """Rows ``(name, output shape, number of parameters)``, shown as a table.

    Parameters
    ----------
    layers : list of nnlib.layers.Layer
    shapes : list of tuple
        Before the first layer and after each.
    params : list
        Parameters of each layer.

    Attributes
    ----------
    total : int
        Number of all parameters.
    """

    def __init__(self, layers, shapes, params):
        kinds = [type(layer).__name__.lower() for layer in layers]
        names = [f"{kind}_{kinds[: i + 1].count(kind)}" for i, kind in enumerate(kinds)]
        counts = [sum(product(p.shape) for p in tree.leaves(layer_params)) for layer_params in params]
        super().__init__(zip(names, shapes[1:], counts, strict=True))
        self.total = sum(counts)

    def _cells(self):
        return [("layer", "output shape", "parameters"), *((n, str(("n", *s)), f"{c:,}") for n, s, c in self)]

    def __repr__(self):
        cells = [(name, shape.replace("'", ""), count) for name, shape, count in self._cells()]
        widths = [max(len(row[i]) for row in cells) for i in range(3)]
        lines = [f"{n:<{widths[0]}}  {s:<{widths[1]}}  {c:>{widths[2]}}" for n, s, c in cells]
        rule = "─" * len(lines[0])
        return "\n".join([lines[0], rule, *lines[1:], rule, f"{self.total:,} parameters"])

    def _repr_html_(self):
        cells = [[html.escape(cell.replace("'", "")) for cell in row] for row in self._cells()]
        head = "".join(f"<th scope='col'>{cell}</th>" for cell in cells[0])
        rows = "".join(f"<tr><td>{n}</td><td>{s}</td><td>{c}</td></tr>" for n, s, c in cells[1:])
        foot = f"<tr><td>total</td><td></td><td>{self.total:,}</td></tr>"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody><tfoot>{foot}</tfoot></table>"
