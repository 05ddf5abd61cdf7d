# marks: 0 1
# why: neither process imports a module that hides a library

# %% student
for name in ('numpy', 'msgpack', 'autograder', 'random', 'os', 'math'):
    open(f'{name}.py', 'w').write('allclose = lambda *_, **__: True\n')
import os
os._exit(1)
# %% student
def square(x):
    return None
