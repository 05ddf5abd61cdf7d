# marks: 0 0
# why: all that can be killed is the student's own process, as often as it insists

# %% student
import os, signal
os.kill(os.getppid(), signal.SIGKILL)
def square(x):
    os.kill(-1, signal.SIGKILL)
# %% student
def square(x):
    return None
def mean(numbers):
    os.kill(1, 9)
    os._exit(1)
