# marks: 0 1
# why: not even where student code makes the cell fail before it binds them
# kernel: 2 1

# %% student
def square(x):
    raise ValueError
# %% locked
picture = square(2)
margin = 1e-9
# %% student
margin = 1e9
def square(x):
    return 0
# %% test
assert abs(square(3) - 9) < margin
