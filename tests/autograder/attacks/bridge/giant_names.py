# marks: 0 1
# why: names and texts are cut

# %% student
def square(x):
    raise type('E' * 10**6, (Exception,), {})('x' * 10**7)
