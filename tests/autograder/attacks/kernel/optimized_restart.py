# marks: 0 1
# why: restarting Python without assertions loses the bridge, and a new process takes its place

# %% student
def square(x):
    import os, sys
    os.execv(sys.executable, [sys.executable, '-O', *sys.argv])
