"""Dropout: a random half of the units is silent in each training step, so that none can rely on another.

    inverted   training  Y = X ⊙ mask / (1 - p)     afterwards  Y = X
    classic    training  Y = X ⊙ mask               afterwards  Y = (1 - p) X

Both have the same mean while they train and afterwards. One mask for each sample; not together with batch norm, whose
running variance does not know of it (Li et al.).

References
----------
N. Srivastava et al. (2014), *Dropout: a simple way to prevent neural networks from overfitting*, JMLR 15, 1929-1958.
X. Li et al. (2019), *Understanding the disharmony between dropout and batch normalization*, CVPR.
"""

from dataclasses import dataclass

from nnlib._names import look_up
from nnlib.arrays import namespace
from nnlib.layers.layer import Layer
from nnlib.thinning import dropout

__all__ = ["Dropout"]

_KINDS = {"inverted": True, "classic": False}


@dataclass(frozen=True)
class Dropout(Layer):
    """Silence each unit with probability ``p`` while training.

    Parameters
    ----------
    p : float, default 0.5
        Probability to be dropped, at least 0 and less than 1.
    kind : {"inverted", "classic"}
        Where the scale stands, see above.
    """

    p: float = 0.5
    kind: str = "inverted"

    def __post_init__(self):
        if not 0 <= self.p < 1:
            raise ValueError(f"p, the probability to be dropped, must be at least 0 and less than 1, got {self.p}")
        look_up(_KINDS, self.kind, "kind of dropout")

    def apply(self, params, state, X, *, train=False, rng=None):
        if not train:
            return (X if _KINDS[self.kind] else (1 - self.p) * X), state
        if rng is None:
            raise ValueError("dropout draws random numbers while training; pass rng=nnlib.random.DeviceStream(…)")
        u = rng.uniform(tuple(X.shape))
        return dropout(X, self.p, u)[0] if _KINDS[self.kind] else X * namespace(X).astype(u >= self.p, X.dtype), state
