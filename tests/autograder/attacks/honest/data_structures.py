# marks: 2 1
# why: dictionaries, tuples, sets, None
# kernel: 2 1

# %% student
def square(numbers):
    return {n: (n * n, {n}, None, [n, 'é']) for n in numbers}
# %% test
assert square([1, 2]) == {1: (1, {1}, None, [1, 'é']), 2: (4, {2}, None, [2, 'é'])}
