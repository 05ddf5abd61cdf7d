"""Training steps: recorded once and replayed where that is possible, else computed anew each time.

==============  ==========================================  ==============================================
step            for                                         replays
==============  ==========================================  ==============================================
`DenseStep`     dense layers on NumPy arrays                a list of BLAS calls and ufuncs, on buffers
`GraphStep`     any net without random numbers, on CUDA     a CUDA graph
`EagerStep`     everything                                  nothing
==============  ==========================================  ==============================================

All are called with the indices of a mini-batch, train the net in place, and return the batch's loss before the step and
its outputs (logits, where the loss is computed from them). `choose` takes the fastest that can do what a net asks for.
"""

from nnlib.capture.choice import choose
from nnlib.capture.dense import DenseStep
from nnlib.capture.eager import EagerStep
from nnlib.capture.graph import GraphStep

__all__ = ["DenseStep", "EagerStep", "GraphStep", "choose"]
