# marks: 2 1
# why: a function that is asked to change its argument
# kernel: 2 1

# %% student
def square(x):
    x *= x
# %% test
x = np.array([1.0, 2.0, 3.0])
assert square(x) is None
assert np.allclose(x, [1, 4, 9])
