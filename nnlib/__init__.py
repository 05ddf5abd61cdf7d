"""Neural networks from first principles: the worked solution of the course.

Every function follows its first array argument: NumPy arrays in, NumPy arrays out; torch tensors (CPU, CUDA, MPS)
in, torch tensors out, on the same device. ``import nnlib`` loads nothing heavy: each module below is imported when
it is first used, and torch only ever by you.
"""

import importlib
import pkgutil

__version__ = "0.1.0"

__all__ = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))


def __getattr__(name):
    if name in __all__:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"nnlib has no module {name!r}; it has {', '.join(__all__)}")


def __dir__():
    return [*globals(), *__all__]
