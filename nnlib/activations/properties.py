"""What one can say about an activation function before training: a table of data.

The lower ends of GELU, Swish and Mish are their minima, to 4 places.
"""

import math
from typing import NamedTuple

__all__ = ["PROPERTIES", "Properties"]


class Properties(NamedTuple):
    """Properties of an activation function with its default parameters.

    Attributes
    ----------
    range : tuple of two floats
        Between which its values lie; a limit that is only approached is included.
    zero_centered : bool
        Whether f(-x) = -f(x), so that inputs spread about 0 give outputs spread about 0.
    saturates : str
        On which side the derivative goes to 0: "left", "right", "both" or "no".
    monotone : bool
        Whether it never falls.
    transcendental : int
        How many exponentials, logarithms or the like one value costs.
    """

    range: tuple
    zero_centered: bool
    saturates: str
    monotone: bool
    transcendental: int


_SELU_FLOOR = -1.0507009873554805 * 1.6732632423543772

PROPERTIES = {
    "identity": Properties((-math.inf, math.inf), True, "no", True, 0),
    "step": Properties((0.0, 1.0), False, "both", True, 0),
    "sigmoid": Properties((0.0, 1.0), False, "both", True, 1),
    "tanh": Properties((-1.0, 1.0), True, "both", True, 1),
    "relu": Properties((0.0, math.inf), False, "left", True, 0),
    "leaky_relu": Properties((-math.inf, math.inf), False, "no", True, 0),
    "prelu": Properties((-math.inf, math.inf), False, "no", True, 0),
    "relu6": Properties((0.0, 6.0), False, "both", True, 0),
    "elu": Properties((-1.0, math.inf), False, "left", True, 1),
    "selu": Properties((_SELU_FLOOR, math.inf), False, "left", True, 1),
    "gelu": Properties((-0.1700, math.inf), False, "left", False, 1),
    "gelu_sigmoid": Properties((-0.1636, math.inf), False, "left", False, 1),
    "swish": Properties((-0.2785, math.inf), False, "left", False, 1),
    "silu": Properties((-0.2785, math.inf), False, "left", False, 1),
    "hard_swish": Properties((-0.375, math.inf), False, "left", False, 0),
    "softplus": Properties((0.0, math.inf), False, "left", True, 2),
    "mish": Properties((-0.3088, math.inf), False, "left", False, 3),
}
