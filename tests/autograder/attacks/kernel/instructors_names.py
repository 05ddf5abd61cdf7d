# marks: 0 1
# why: names that the instructor's cells bind are never the student's
# kernel: 2 1

# %% locked
tolerance = 1e-9
# %% student
tolerance = 1e9
seed = expected = 0
def square(x):
    return 0
# %% test
assert abs(square(3) - 9) < tolerance
