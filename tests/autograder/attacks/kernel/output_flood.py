# marks: 2 1
# why: too much output is cut; the answer is right

# %% student
def square(x):
    print('x' * 2**22)
    return x * x
