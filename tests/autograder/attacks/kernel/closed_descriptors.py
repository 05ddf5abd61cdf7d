# marks: 0 1
# why: the process cuts itself off

# %% student
import os
def square(x):
    os.closerange(3, 500)
    return x * x
