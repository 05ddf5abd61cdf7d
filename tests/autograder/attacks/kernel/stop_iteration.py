# marks: 0 1
# why: StopIteration cannot cut a test's loop short
# kernel: 2 1

# %% student
def square(x):
    raise StopIteration
# %% test
assert all(map(lambda x: square(x) == x * x, (2, 3)))
