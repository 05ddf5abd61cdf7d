# marks: 0 1
# why: outputs beyond the limit are dropped

# %% student
shell = get_ipython()
shell.recorder.take = lambda: [{'header': {'msg_type': 'stream'}, 'content': {'name': 'stdout', 'text': 'x' * 2**26}}]
def square(x):
    return 0
