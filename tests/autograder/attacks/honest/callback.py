# marks: 2 1
# why: a function that takes functions
# kernel: 2 1

# %% student
def square(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / (2 * h)
# %% test
assert abs(square(lambda x: x ** 2, 3.0) - 6) < 1e-6
assert abs(square(np.sin, 0.0) - 1) < 1e-6
