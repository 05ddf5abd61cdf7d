# marks: 2 1
# why: an answer that takes its time

# %% student
import time
def square(x):
    time.sleep(0.2)
    return x * x
