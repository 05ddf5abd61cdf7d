# marks: 0 1
# why: the process ends, the test fails, the cells before run again for the next test

# %% student
import os
def square(x):
    os._exit(0)
