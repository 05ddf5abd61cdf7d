# marks: 2 1
# why: the staged checks
# kernel: 2 1

# %% student
def square(x):
    return x * x
# %% test
from autograder import checks
check = checks.Check(square, 'x')
check.example(3.0, expect=9.0)
check.random(lambda rng: (rng.normal(size=4),), lambda x: x ** 2)
check.done()
