# marks: 0 1
# why: a reference to an object that the checker never gave is refused

# %% student
import gc
from autograder.bridge import peer as wire
from autograder.bridge.channel import HEADER
def bridge():
    return next(o for o in gc.get_objects() if type(o) is wire.Peer)
def square(x):
    bridge().codec._refer = lambda value: ['yours', 12345]
    return object()
