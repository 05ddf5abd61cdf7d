"""What differs between an answer and what was expected, and what that difference looks like.

The guesses (transposed, sign, factor, one axis too many, …) come from comparing shapes and values alone, so they serve
every exercise.
"""

import re

import numpy as np

from autograder.checks.show import show

__all__ = ["as_array", "difference"]

NUMBERS = "biufc"  # kinds of NumPy's types
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]


def difference(got, expected, *, rtol, atol, reveal=True):
    """Return what is wrong with ``got`` as the end of a sentence, or None if it is as expected.

    Parameters
    ----------
    got, expected : numbers, arrays, strings, None, or tuples, lists and dicts of these
        Where an array is expected, a list or a torch tensor with its values is as good.
    rtol, atol : float
        ``|got - expected| ≤ atol + rtol |expected|``; single precision is compared at 1e-4 at best.
    reveal : bool
        Whether the sentence may say which value was expected.
    """
    if _identical(got, expected):
        return None
    if got is None and expected is not None:
        return "returned None; is its `return` missing?"
    if isinstance(expected, (tuple, list)) and not _is_numeric(expected):
        return _sequence_difference(got, expected, rtol=rtol, atol=atol, reveal=reveal)
    if isinstance(expected, dict):
        return _dict_difference(got, expected, rtol=rtol, atol=atol, reveal=reveal)
    if isinstance(expected, (str, bytes, bool, type(None))):
        return _plain_difference(got, expected, reveal)
    return _array_difference(got, np.asarray(expected), rtol, atol, reveal)


def _identical(got, expected):
    """Return whether two numbers or arrays of them are the same to the last bit, which most answers are."""
    if type(got) is not type(expected):
        return False
    if type(got) is np.ndarray:
        same_kind = got.dtype == expected.dtype and got.dtype.kind in NUMBERS and got.shape == expected.shape
        return same_kind and got.tobytes() == expected.tobytes()
    return isinstance(got, (int, float)) and got == expected


def as_array(value):
    """Return ``value`` as a NumPy array of numbers, or None if it is not one."""
    if hasattr(value, "detach"):  # a torch tensor, perhaps with a history of derivatives
        value = value.detach().cpu()
    try:
        array = np.asarray(value)
    except Exception:
        return None
    return array if array.dtype.kind in NUMBERS else None


def _is_numeric(values):
    return len(values) > 0 and isinstance(values, list) and as_array(values) is not None


def _plain_difference(got, expected, reveal):
    same_kind = isinstance(got, (bool, np.bool_)) if isinstance(expected, bool) else isinstance(got, type(expected))
    if same_kind and got == expected:
        return None
    if isinstance(expected, bool) and isinstance(as_array(got), np.ndarray) and as_array(got).ndim == 0:
        return None if as_array(got) == expected else _values(got, expected, reveal)
    return _values(got, expected, reveal)


def _values(got, expected, reveal):
    return f"returned {show(got)}, expected {show(expected)}" if reveal else f"returned the wrong value {show(got)}"


def _sequence_difference(got, expected, **how):
    count, array = len(expected), isinstance(got, np.ndarray)
    if not isinstance(got, (tuple, list)) and not (array and got.ndim and len(got) == count):
        kind = _describe(got.shape) if array else _kind(got)
        return f"returned {kind}, expected {count} values; return them separated by commas"
    if len(got) != count:
        return f"returned {len(got)} value{'' if len(got) == 1 else 's'}, expected {count}"
    for position, (one, wanted) in enumerate(zip(got, expected, strict=True)):
        problem = "returned None" if one is None and wanted is not None else difference(one, wanted, **how)
        if problem:
            which = ORDINALS[position] if position < len(ORDINALS) else f"{position + 1}th"
            return _inside(problem, which, count)
    return None


def _inside(problem, which, count):
    nested = re.fullmatch(r"(.*) \(in the (\w+) of its (\d+) returned values(.*)\)", problem, re.DOTALL)
    if not nested:
        return f"{problem} (in the {which} of its {count} returned values)"
    what, inner, of, deeper = nested.groups()
    return f"{what} (in the {which} of its {count} returned values, there in the {inner} of {of}{deeper})"


def _dict_difference(got, expected, **how):
    if not isinstance(got, dict):
        return f"returned {_kind(got)}, expected a dict with the keys {list(expected)}"
    if got.keys() != expected.keys():
        return f"returned the keys {list(got)}, expected {list(expected)}"
    for key, wanted in expected.items():
        problem = difference(got[key], wanted, **how)
        if problem:
            return f"{problem} (under the key {key!r})"
    return None


def _array_difference(got, expected, rtol, atol, reveal):
    array = as_array(got)
    if array is None:
        wanted = "a number" if expected.ndim == 0 else f"an array of shape {expected.shape}"
        return f"returned {_kind(got)}, expected {wanted}"
    if array.shape != expected.shape:
        return _shape_difference(array, expected)
    if array.dtype in (np.float32, np.float16):
        rtol, atol = max(rtol, 1e-4), max(atol, 1e-5)
    if expected.dtype.kind != "c" and array.dtype.kind == "c":
        return "returned complex numbers, expected real ones; take `.real` where the imaginary part has done its work"
    if np.all(np.isfinite(expected)) and not np.all(np.isfinite(array)):
        return _not_finite(array)
    wrong = ~np.isclose(array, expected, rtol=rtol, atol=atol, equal_nan=True)
    return _value_difference(array, expected, wrong, reveal) if wrong.any() else None


def _kind(value):
    names = {
        "builtin_function_or_method": "a function",
        "function": "a function",
        "ndarray": "an array that does not hold numbers",
        "type": "a class",
    }
    kind = type(value).__name__
    return names.get(kind) or f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _shape_difference(got, expected):
    a, b = got.shape, expected.shape
    described = f"returned {_describe(a)}, expected {_describe(b)}"
    return f"{described}{_shape_guess(a, b)}"


def _describe(shape):
    return "one number" if shape == () else f"an array of shape {shape}"


def _shape_guess(a, b):
    if len(a) > 1 and a == b[::-1]:
        return "; it looks transposed"
    if tuple(n for n in a if n != 1) == tuple(n for n in b if n != 1):
        return f"; there is an axis of length 1 too {'many' if len(a) > len(b) else 'few'}"
    if a == ():
        return "; has a sum or a mean swallowed an axis?"
    if len(a) < len(b) and any(a == b[:k] + b[k + 1 :] for k in range(len(b))):
        return "; has a sum or a mean swallowed an axis?"
    if len(a) == len(b) and all(abs(m - n) <= 1 for m, n in zip(a, b, strict=True)):
        return "; off by one?"
    return ""


def _not_finite(array):
    where = _where(~np.isfinite(array))
    if np.any(np.isnan(array)):
        return f"returned nan{where}; 0/0, log(0) or ∞ - ∞ came up on the way"
    return f"returned inf{where}; a number grew too large on the way, or something was divided by 0"


def _where(mask):
    if mask.ndim == 0:
        return ""
    index = tuple(int(i) for i in np.argwhere(mask)[0])
    return f" at index {index[0] if len(index) == 1 else index}"


def _value_difference(got, expected, wrong, reveal):
    guess = _guess(got, expected)
    where = np.argwhere(wrong)[0] if wrong.ndim else ()
    first = tuple(int(i) for i in where)
    if not reveal:
        text = f"returned a wrong value{_where(wrong)}"
        return text + (f"; {guess}" if guess else f"; the largest error is {np.max(np.abs(got - expected)):.2g}")
    text = f"returned {show(got)}, expected {show(expected)}"
    if expected.size > 8:
        text = f"returned {show(got[first])}{_where(wrong)}, expected {show(expected[first])}"
    return text + (f"; {guess}" if guess else "")


def _guess(got, expected):
    close = lambda a, b: bool(np.allclose(a, b, rtol=1e-5, atol=1e-9))  # noqa: E731
    if got.dtype.kind == "b" or expected.dtype.kind == "b" or not np.any(expected):
        return ""
    if close(got, -expected):
        return "the sign is wrong everywhere"
    if got.ndim == 2 and got.shape[0] == got.shape[1] and close(got.T, expected):
        return "it looks transposed"
    if expected.size > 2 and got.ndim == 1 and close(got[::-1], expected):
        return "the order is reversed"
    if expected.size > 1 and np.all(expected != 0) and np.ptp(expected) > 0:
        ratio = np.ravel(got / expected)
        if close(ratio, ratio[0]) and ratio[0] != 0:
            return f"it is {ratio[0]:.4g} times what it should be, everywhere; is a factor missing, or there twice?"
    if expected.size > 1 and np.ptp(expected) > 0 and close(got - expected, np.ravel(got - expected)[0]):
        return "it is off by the same amount everywhere"
    if np.allclose(got, expected, rtol=1e-2, atol=1e-3):
        return "it is close, but not the same: is something rounded, or an approximation used?"
    return ""
