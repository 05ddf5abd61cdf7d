# marks: 0 1
# why: a stopped process is killed and replaced
# kernel: 0 0

# %% student
import os, signal
def square(x):
    os.kill(os.getpid(), signal.SIGSTOP)
