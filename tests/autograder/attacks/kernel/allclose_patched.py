# marks: 0 1
# why: numpy is patched in the student's process only
# kernel: 2 1

# %% student
import numpy as np
np.allclose = np.array_equal = lambda *_, **__: True
np.testing.assert_allclose = lambda *_, **__: None
def square(x):
    return 9 if np.ndim(x) == 0 and x == 3 else 49 if np.ndim(x) == 0 else x
