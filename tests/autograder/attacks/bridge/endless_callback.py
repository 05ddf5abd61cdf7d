# marks: 0 1
# why: calls inside calls are limited

# %% student
def square(f):
    return f(square)
# %% test
def again(g):
    return g(again)
assert square(again) == 9
