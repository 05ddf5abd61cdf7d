# marks: 0 1
# why: the process dies, the test fails, the next one has a new process
# kernel: 0 0

# %% student
import ctypes
def square(x):
    ctypes.string_at(0)
