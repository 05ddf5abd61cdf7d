"""Does what is passed in fit the net? Checked once, at the border, in sentences."""

from nnlib import losses
from nnlib.arrays import as_float, asarray, device, is_array, namespace

__all__ = ["check_finite", "check_samples", "check_targets"]


def check_samples(X, input_shape, like):
    """Return samples as floating-point numbers of the type of the net's parameters.

    Parameters
    ----------
    X : array or nested list, shape (n, *input_shape)
    input_shape : tuple
        Of one sample, as the net expects it.
    like : array or None
        A parameter; None if the net has none.

    Raises
    ------
    TypeError
        If ``X`` belongs to another array library than the parameters.
    ValueError
        If it has another shape, or lives on another device.
    """
    X = as_float(X)
    if tuple(X.shape[1:]) != tuple(input_shape) or X.ndim == 0:
        raise ValueError(
            f"the net expects samples of shape {tuple(input_shape)}, so X of shape {('n', *input_shape)}, "
            f"got {tuple(X.shape)}".replace("'", "")
            + _way_out(tuple(X.shape), tuple(input_shape))
        )
    if X.shape[0] == 0:
        raise ValueError("expected at least one sample, got an X with none")
    if like is None:
        return X
    if namespace(X) is not namespace(like):
        raise TypeError(
            f"the net's parameters are {_library(like)} arrays, X is one of {_library(X)}; "
            "move the net with net.to(X), or X with nnlib.arrays.asarray(X, like=…)"
        )
    if device(X) != device(like):
        raise ValueError(f"the net is on {device(like)}, X on {device(X)}; move the net with net.to(X)")
    return X if X.dtype == like.dtype else namespace(X).astype(X, like.dtype)


def _way_out(shape, input_shape):
    if shape == input_shape:
        return "; X[None] is one sample"
    if len(shape) == 2 and len(input_shape) == 3:
        return f"; put Reshape({input_shape}) before the first layer"
    if len(shape) > 2 and len(input_shape) == 1:
        return "; X.reshape(len(X), -1) makes rows, or put Flatten() first"
    return ""


def _library(x):
    return type(x).__module__.partition(".")[0]


def check_finite(X):
    """Raise ValueError if a sample holds NaN or infinity; arrays without values (torch's meta device) pass."""
    xp = namespace(X)
    if str(device(X)) == "meta" or bool(xp.isfinite(xp.max(X)) & xp.isfinite(xp.min(X))):  # nan is passed on by both
        return
    rows = xp.any(xp.reshape(~xp.isfinite(X), (X.shape[0], -1)), axis=1)
    first, count = int(xp.argmax(xp.astype(rows, xp.int8))), int(xp.sum(xp.astype(rows, xp.int64)))
    raise ValueError(
        f"X must hold finite numbers; {count} of {X.shape[0]} samples hold nan or inf, the first is X[{first}]; "
        "remove them, or see nnlib.preprocessing.impute"
    )


def check_targets(loss, Y, outputs, n):
    """Return the targets as ``loss`` expects them; a row of targets of a net with one output becomes a column.

    Parameters
    ----------
    loss : callable
    Y : array or nested list
    outputs : array
        Of the net, for all samples or the first one.
    n : int
        Number of samples.

    Raises
    ------
    TypeError, ValueError
        If they do not suit the loss or the outputs, see `nnlib.losses.check_targets`.
    """
    if not is_array(Y):
        Y = asarray(Y)
    if type(Y) is not type(outputs) and namespace(Y) is not namespace(outputs):
        raise TypeError(f"X is an array of {_library(outputs)}, Y one of {_library(Y)}; both must be of one library")
    if Y.ndim == 0 or Y.shape[0] != n:
        raise ValueError(f"every sample needs its target: X holds {n} samples, Y has shape {tuple(Y.shape)}")
    if Y.ndim == 1 and tuple(outputs.shape[1:]) == (1,):
        Y = Y[:, None]
    return losses.check_targets(loss, Y, outputs)
