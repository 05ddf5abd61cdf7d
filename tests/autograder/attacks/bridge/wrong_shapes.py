# marks: 0 1
# why: an array must hold what its shape says

# %% student
import gc
from autograder.bridge import peer as wire
from autograder.bridge.channel import HEADER
def bridge():
    return next(o for o in gc.get_objects() if type(o) is wire.Peer)
from autograder.bridge import arrays
forged = lambda array: ['<f8', [2**40], b'x']
def square(x):
    import numpy as np, dataclasses
    arrays.KINDS['numpy.ndarray'] = dataclasses.replace(arrays.KINDS['numpy.ndarray'], pack=forged)
    return np.zeros(3)
