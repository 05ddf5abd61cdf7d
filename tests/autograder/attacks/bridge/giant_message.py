# marks: 0 1
# why: nor sent

# %% student
def square(x):
    return bytes(2**28)
