"""The table: every differentiable function, its derivative stated once.

`elementwise` holds functions of numbers, `linear` and `indexing` those that move and add numbers, `reductions` extremes
and soft maxima, `images` and `convolution` what nets for images need, `normalization` and `fused` whole layers and
losses in one step; `operators` gives traced arrays the operators of Python. Every function computes at once on plain
arrays. ``STANDARD`` are those that the array API standard names: what ``xp`` offers inside a function that is being
differentiated.
"""

from nnlib.autodiff.primitives import operators as _operators  # noqa: F401 (attached to traced arrays)
from nnlib.autodiff.primitives.convolution import *  # noqa: F403
from nnlib.autodiff.primitives.elementwise import *  # noqa: F403
from nnlib.autodiff.primitives.fused import *  # noqa: F403
from nnlib.autodiff.primitives.images import *  # noqa: F403
from nnlib.autodiff.primitives.indexing import *  # noqa: F403
from nnlib.autodiff.primitives.linear import *  # noqa: F403
from nnlib.autodiff.primitives.normalization import *  # noqa: F403
from nnlib.autodiff.primitives.reductions import *  # noqa: F403

_STANDARD_NAMES = """
    abs add astype broadcast_to clip concat cos cosh divide exp expand_dims expm1 flip log log1p logaddexp matmul
    matrix_transpose max maximum mean min minimum moveaxis multiply negative permute_dims positive pow reshape sign sin
    sinh sqrt square squeeze stack std subtract sum take take_along_axis tan tanh tril triu var vecdot where
"""
STANDARD = {name: globals()[name] for name in _STANDARD_NAMES.split()}
