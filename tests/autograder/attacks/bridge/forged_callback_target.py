# marks: 0 1
# why: student code cannot have the checker call something else than it was given

# %% student
import gc
from autograder.bridge import peer as wire
from autograder.bridge.channel import HEADER
def bridge():
    return next(o for o in gc.get_objects() if type(o) is wire.Peer)
import numpy as np
def square(f):
    for target in (np.memmap, np.ndarray, bytes, int):
        try:
            bridge().request('call', target, 'data.txt', mode='w+', shape=(1,))
        except Exception:
            pass
    return 0
# %% test
def f(x):
    return x
value = square(f)
assert open('data.txt').read() == '1' and value == 9
