# marks: 0 1
# why: an error of the answer

# %% student
def square(x):
    return square(x)
