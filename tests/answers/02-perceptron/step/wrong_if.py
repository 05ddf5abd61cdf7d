# says: stopped with ValueError: The truth value of an array
def step(a):
    if a > 0:
        return 1
    return 0
