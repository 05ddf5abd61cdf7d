"""Which array library, data type and device an argument has.

nnlib is written against the Python array API standard: operators for arithmetic and ``@``, ``xp = namespace(x)`` for
the functions that have names. The same line then runs on NumPy arrays, on torch tensors wherever they live, and on
nnlib's own traced arrays (which define ``__array_namespace__``).

References
----------
Consortium for Python Data API Standards, *Python array API standard*, https://data-apis.org/array-api/latest/.
"""

import functools
import types

import array_api_compat
import numpy as np

__all__ = ["as_float", "asarray", "default_float", "device", "is_array", "like", "namespace", "to_numpy"]

_NAMESPACES = {np.ndarray: array_api_compat.array_namespace(np.empty(0))}  # by type: 30 ns against 1 µs for asking anew
_SCALARS = {bool, int, float, complex, type(None)}


def namespace(*arguments):
    """Return the array library of the arguments.

    Parameters
    ----------
    *arguments : arrays of one library; numbers (Python's and NumPy's) and None beside them are passed over

    Returns
    -------
    module
        A namespace that follows the array API standard.

    Raises
    ------
    TypeError
        If there is no array among the arguments, or there are arrays of two libraries.
    """
    found = None
    for argument in arguments:
        xp = _NAMESPACES.get(type(argument)) or _look_up(argument)
        if xp is None or xp is found or (found is not None and getattr(found, "traces", None) is xp):
            continue  # a traced array takes the plain arrays of its library along
        if found is not None and getattr(xp, "traces", None) is not found:
            raise TypeError(
                f"arrays of two libraries in one call: {_name(found)} and {_name(xp)}; "
                "convert one of them first, e.g. with nnlib.arrays.asarray(x, like=y)"
            )
        found = xp
    if found is None and any(isinstance(argument, np.generic) for argument in arguments):
        return _NAMESPACES[np.ndarray]
    if found is None:
        kinds = ", ".join(type(a).__name__ for a in arguments) or "nothing"
        raise TypeError(f"expected an array (NumPy, torch, …), got {kinds}; wrap lists with np.asarray(…)")
    return found


def _look_up(argument):
    if type(argument) in _SCALARS or isinstance(argument, np.generic):
        return None
    if hasattr(argument, "detach") and hasattr(argument, "level"):  # traced, and asked for often
        return argument.__array_namespace__()
    if not is_array(argument):
        return None
    found = array_api_compat.array_namespace(argument)
    if hasattr(argument, "__array_namespace__"):  # an object that answers for itself may answer differently
        return found
    found = _numbers_made_on_the_device(found) if array_api_compat.is_torch_namespace(found) else found
    _NAMESPACES[type(argument)] = found
    return found


@functools.cache
def _numbers_made_on_the_device(torch):
    """Let some functions of torch take a Python number beside an array that is not on the CPU.

    array_api_compat copies such a number to the device: the CPU waits for that, and a CUDA graph cannot record it.
    """
    library = types.ModuleType(torch.__name__, torch.__doc__)
    library.__dict__.update(torch.__dict__)

    def with_numbers(function):
        @functools.wraps(function)
        def called(*arguments):
            arrays = [a for a in arguments if hasattr(a, "new_full") and a.dtype != torch.bool]
            if len(arrays) == len(arguments) or not arrays or arrays[0].device.type == "cpu":
                return function(*arguments)
            fits = arrays[0].dtype.is_floating_point
            return function(*(arrays[0].new_full((), a) if fits and type(a) in (int, float) else a for a in arguments))

        return called

    for name in ("logaddexp", "maximum", "minimum"):
        setattr(library, name, with_numbers(getattr(torch, name)))
    return library


def _name(xp):
    return xp.__name__.rpartition(".")[2]


def is_array(value):
    """Tell whether ``value`` is an array of a library that nnlib can compute with."""
    return array_api_compat.is_array_api_obj(value)


def device(x):
    """Return the device on which the array ``x`` lives."""
    return array_api_compat.device(x)


def default_float(xp, device=None):
    """Return the floating-point type that library ``xp`` makes by default on ``device``."""
    return xp.__array_namespace_info__().default_dtypes(device=device)["real floating"]


def asarray(value, *, like=None, dtype=None):
    """Return ``value`` as an array.

    Parameters
    ----------
    value : array, number or nested list
    like : array, optional
        The result has this array's library, device and (unless ``dtype`` is given) data type. Without it, an array
        is returned as it is and anything else becomes a NumPy array.
    dtype : optional
        A data type of the library of the result.

    Returns
    -------
    array
        Never shares memory with ``value`` when the library changes.
    """
    if like is None:
        if is_array(value):
            return value if dtype is None else namespace(value).astype(value, dtype)
        return np.asarray(value, dtype=dtype)
    xp, dtype = namespace(like), like.dtype if dtype is None else dtype
    if is_array(value):
        if namespace(value) is xp:
            if value.dtype == dtype and device(value) == device(like):
                return value  # torch.asarray would warn about a tensor that requires its gradient
            return xp.asarray(value, dtype=dtype, device=device(like))
        value = np.array(to_numpy(value))  # a copy: torch.asarray(ndarray) would share memory with it
    return xp.asarray(value, dtype=dtype, device=device(like))


def like(value, x):
    """Return ``value`` (number, list or array) as an array of the library, data type and device of ``x``."""
    return asarray(value, like=x)


def as_float(value, *, like=None):
    """Return ``value`` as an array of floating-point numbers (real or complex).

    Lists become NumPy arrays; integers and booleans become the library's default floating-point type; floating-point
    arrays are returned unchanged.

    Raises
    ------
    TypeError
        If ``value`` holds something other than numbers.
    """
    x = asarray(value, like=None)
    xp = namespace(x)
    if isinstance(x, np.ndarray) and x.dtype.kind not in "biufc":
        raise TypeError(f"expected numbers, got an array of dtype {x.dtype}; is one row longer than another?")
    if like is not None:
        return asarray(x, like=like)
    if xp.isdtype(x.dtype, ("real floating", "complex floating")):
        return x
    return xp.astype(x, default_float(xp, device(x)))


def to_numpy(x):
    """Return the array ``x`` as a NumPy array on the host, without its history of derivatives."""
    if isinstance(x, np.ndarray):
        return x
    if hasattr(x, "detach"):
        x = x.detach()
    if hasattr(x, "cpu"):
        x = x.cpu()
    return np.asarray(x)
