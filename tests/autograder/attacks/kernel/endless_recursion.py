# marks: 0 1
# why: an error of the answer
# kernel: 0 1

# %% student
def square(x):
    return square(x)
