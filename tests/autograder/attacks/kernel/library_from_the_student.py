# marks: 0 1
# why: a library under a borrowed name is refused

# %% student
import unittest.mock as torch
torch = torch.MagicMock()
torch.allclose = lambda *_: True
import unittest.mock as math
# %% student
def square(x):
    return 0
# %% test
assert math.isclose(square(3), 9)
