# marks: 0 0
# why: what the student's shell no longer runs counts as not answered
# kernel: 2 1

# %% student
shell = get_ipython()
async def nothing(*_, **__): return False
shell.run_code = nothing
# %% student
def square(x):
    return None
