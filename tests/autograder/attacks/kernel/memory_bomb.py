# marks: 0 1
# why: the memory limit is the process's own
# kernel: 0 1

# %% student
def square(x):
    hoard = []
    while True:
        hoard.append(bytearray(2**24))
