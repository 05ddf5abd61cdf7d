# marks: 0 1
# why: so does data that is small to send and long to read

# %% student
def square(x):
    return range(10**18)
# %% test
assert sum(square(3)) == 9
