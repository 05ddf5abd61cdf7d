# marks: 0 1
# why: killed and replaced
# kernel: 0 0

# %% student
import itertools, collections
def square(x):
    collections.deque(itertools.repeat(1), maxlen=0)
