# marks: 0 1
# why: nor what it writes over constants in memory (run twice)

# %% student
import ctypes
import numpy as np
text = np.linalg.__doc__
place = id(text) + text.__sizeof__() - len(text) - 1
found = text.startswith('changed')
if not found:
    ctypes.memmove(place, b'changed', 7)
    assert np.linalg.__doc__.startswith('changed')
def square(x):
    return x * x if found else 0
