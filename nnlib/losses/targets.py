"""Do targets fit the outputs? Checked at the border, in sentences.

Values are looked at only while nothing is being differentiated, so that a training loop does not wait for the device
at each step: it calls `check_targets` once.
"""

from nnlib.arrays import device, is_array, namespace
from nnlib.autodiff.traced import Traced, detach

__all__ = ["check_probabilities", "check_targets", "fit", "is_concrete"]

_WITH_LABELS = "categorical_cross_entropy", "categorical_cross_entropy_logits"
_IN_UNIT_INTERVAL = (*_WITH_LABELS, "binary_cross_entropy", "binary_cross_entropy_logits", "hinge")


def is_concrete(x):
    """Tell whether the values of ``x`` may be looked at: it is not traced, and it is held on a device."""
    return not isinstance(x, Traced) and str(device(x)) != "meta"


def fit(Y, outputs, *, labels=False):
    """Return targets of the outputs' data type, or integer labels as they are.

    Raises
    ------
    TypeError
        If the two are arrays of different libraries.
    ValueError
        If their shapes or devices differ, there is no sample, or a label is no number of a column.
    """
    plain = detach(outputs)
    if not is_array(Y):
        Y = namespace(plain).asarray(Y, device=device(plain))
    xp, shape = namespace(Y, plain), tuple(plain.shape)
    if not shape or shape[0] == 0:
        raise ValueError(f"a mean over samples needs at least one row of outputs, got shape {shape}")
    if labels and Y.ndim == 1 and len(shape) == 2 and not xp.isdtype(Y.dtype, "real floating"):
        _check_labels(Y, outputs)
    elif tuple(Y.shape) != shape:
        raise ValueError(f"targets must have the outputs' shape {shape}, got {tuple(Y.shape)}" + _way_out(Y, shape))
    elif Y.dtype != plain.dtype:
        Y = xp.astype(Y, plain.dtype)
    if device(Y) != device(plain):
        raise ValueError(
            f"targets are on {device(Y)}, outputs on {device(plain)}; move one of them, asarray(Y, like=A)"
        )
    return Y


def _way_out(Y, shape):
    if len(shape) == 2 and shape[1] == 1 and tuple(Y.shape) == shape[:1]:
        return "; Y[:, None] makes a column"
    if len(shape) == 2 and tuple(Y.shape) == shape[:1]:
        return "; class labels become rows with nnlib.preprocessing.one_hot"
    if tuple(Y.shape) == shape[::-1]:
        return "; did you transpose?"
    return ""


def _check_labels(Y, outputs):
    shape = tuple(outputs.shape)
    if tuple(Y.shape) != shape[:1]:
        raise ValueError(f"expected {shape[0]} labels, one for each row of outputs, got {Y.shape[0]}")
    if is_concrete(outputs):
        xp = namespace(Y)
        low, high = int(xp.min(Y)), int(xp.max(Y))
        if low < 0 or high >= shape[1]:
            raise ValueError(
                f"labels must be 0 … {shape[1] - 1} for {shape[1]} outputs, got {low} … {high}; "
                "do yours start at 1, or is the last layer too small?"
            )


def check_probabilities(A, otherwise, *, behind=None):
    """Raise ValueError if a number of ``A`` is outside [0, 1]; ``otherwise`` is what may have been meant.

    Nothing is looked at while ``behind``, by default ``A`` itself, is being differentiated.
    """
    if is_concrete(A if behind is None else behind):
        xp = namespace(A)
        low, high = float(xp.min(A)), float(xp.max(A))
        if low < 0 or high > 1:
            raise ValueError(f"expected probabilities, from 0 to 1, got {low:.4g} … {high:.4g}; {otherwise}")


def check_targets(loss, Y, outputs):
    """Check once, before training, that the targets suit the loss and the outputs.

    Parameters
    ----------
    loss : function
        Of this package, or any other, of which only the shapes are checked.
    Y : array
        Targets of all samples.
    outputs : array
        Outputs of the net for these samples, or for the first of them.

    Returns
    -------
    array
        Targets in the data type of the outputs; integer labels stay integers.

    Raises
    ------
    TypeError, ValueError
        As `fit`; and if a target is not finite, or none of the probabilities, or 0 and 1, that the loss expects.
    """
    name = getattr(loss, "__name__", "")
    rows = detach(outputs)
    if rows.shape[0] != Y.shape[0]:
        rows = namespace(rows).broadcast_to(rows[:1], (Y.shape[0], *rows.shape[1:]))
    Y = fit(Y, rows, labels=name in _WITH_LABELS)
    xp = namespace(Y)
    if is_concrete(Y) and xp.isdtype(Y.dtype, "real floating"):
        if not bool(xp.all(xp.isfinite(Y))):
            raise ValueError("targets must be finite numbers, got nan or inf; remove or impute these samples first")
        if name in _IN_UNIT_INTERVAL:
            check_probabilities(Y, "targets of -1 and 1 become 0 and 1 by (Y + 1) / 2")
    return Y
