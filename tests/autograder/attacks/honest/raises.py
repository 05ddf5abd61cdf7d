# marks: 2 1
# why: a function that is asked to raise
# kernel: 2 1

# %% student
def square(x):
    if not isinstance(x, (int, float)):
        raise TypeError('a number, please')
    return x * x
# %% test
try:
    square('a')
except TypeError as error:
    assert 'number' in str(error)
else:
    assert False
assert square(3) == 9
