# marks: 0 1
# why: what one submission does to a library, the next one does not see (run twice)

# %% student
import builtins, ctypes, sys
import numpy as np, matplotlib
import autograder.bridge.student_side as side
marked = hasattr(np, 'marked') or hasattr(builtins, 'marked') or hasattr(side, 'marked') or 'marked' in matplotlib.rcParams
np.marked = builtins.marked = side.marked = True
dict.__setitem__(matplotlib.rcParams, 'marked', 1)
text = sys.intern('a text that stays the same object')
def square(x):
    return x * x if marked else 0
