# marks: 0 1
# why: no memory is shared with the process that it was forked from, so nor with its other children

# %% student
def works():
    with open('/proc/self/maps') as maps:
        return any(line.split()[1][1] == 'w' and line.split()[1][3] == 's' for line in maps)
def square(x):
    return x * x if works() else 0
