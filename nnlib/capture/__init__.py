"""Training steps: recorded once and replayed where that is possible, else computed anew each time.

==============  ==========================================  ==============================================
step            for                                         replays
==============  ==========================================  ==============================================
`DenseStep`     dense layers on NumPy arrays                a list of BLAS calls and ufuncs, on buffers
`GraphStep`     any net that looks at no value, on CUDA     a CUDA graph
`EagerStep`     everything                                  nothing
==============  ==========================================  ==============================================

All are called with the indices of a mini-batch, train the net in place, and return the batch's loss before the step and
its outputs (logits, where the loss is computed from them). `choose` takes the fastest that can do what a net asks for.
What is trained without a net, such as a restricted Boltzmann machine, is replayed on CUDA by a `ReplayedUpdate`.
"""

from nnlib.capture.choice import choose
from nnlib.capture.dense import DenseStep
from nnlib.capture.eager import EagerStep
from nnlib.capture.graph import GraphStep
from nnlib.capture.replay import ReplayedUpdate

__all__ = ["DenseStep", "EagerStep", "GraphStep", "ReplayedUpdate", "choose"]
