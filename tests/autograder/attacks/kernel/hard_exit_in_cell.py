# marks: 0 1
# why: a cell that ends the process is left out, the others count
# kernel: 0 0

# %% student
import os
os._exit(0)
# %% student
def square(x):
    return None
