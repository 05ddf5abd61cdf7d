# marks: 0 1
# why: an endless iterator ends at the test's limit

# %% student
import itertools
def square(x):
    return itertools.count()
# %% test
assert list(square(3)) == [9]
