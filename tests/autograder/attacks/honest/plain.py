# marks: 2 1
# why: a right answer
# kernel: 2 1

# %% student
def square(x):
    return x * x
