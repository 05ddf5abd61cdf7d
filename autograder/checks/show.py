"""Values and calls as short text for a sentence."""

import numpy as np

__all__ = ["show", "show_call"]


def show(value):
    """Return ``value`` as text of at most about 80 characters."""
    if hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    if isinstance(value, np.ndarray):
        if value.size > 24:
            return f"an array of shape {value.shape}"
        return np.array2string(value, precision=4, separator=", ", suppress_small=True).replace("\n", "")
    if isinstance(value, (float, np.floating)):
        return f"{value:.6g}"
    if isinstance(value, np.generic):
        return str(value)
    if callable(value):
        return getattr(value, "__name__", "a function")
    if type(value) in (list, tuple):
        inside = ", ".join(map(show, value))
        text = f"[{inside}]" if isinstance(value, list) else f"({inside}{',' * (len(value) == 1)})"
    else:
        text = repr(value)
    return text if len(text) <= 80 else text[:77] + "…"


def show_call(name, arguments, keywords):
    """Return the call ``name(…)`` as text; long arguments are cut."""
    parts = [show(a) for a in arguments] + [f"{k}={show(v)}" for k, v in keywords.items()]
    return f"{name}({', '.join(parts)})"
