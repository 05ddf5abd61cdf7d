# marks: 2 1
# why: an answer in several cells

# %% student
memory = {}
def helper(x):
    memory[str(x)] = memory.get(str(x), 0) + 1
    return x
# %% student
def square(x):
    return helper(x) * x
