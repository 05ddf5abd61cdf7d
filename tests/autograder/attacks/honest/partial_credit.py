# marks: 1 1
# why: the value of the last expression counts as points, as in nbgrader
# kernel: 1 1

# %% student
def square(x):
    return 9
# %% test
score = (square(3) == 9) * 1.0 + (square(4) == 16) * 1.0
score
