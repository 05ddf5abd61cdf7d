# marks: 0 1
# why: an array of the student's own class is an object, not an array
# kernel: 2 1

# %% student
import numpy as np
class Yes(np.ndarray):
    def __array_ufunc__(self, *a, **k): return np.bool_(True)
    def __array_function__(self, *a, **k): return True
    def __eq__(self, other): return True
def square(x):
    return np.zeros(np.shape(x)).view(Yes)
# %% test
assert np.allclose(square(np.arange(3.0)), [0, 1, 4])
