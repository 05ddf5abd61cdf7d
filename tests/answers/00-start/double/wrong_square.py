# says: that is the square
def double(x):
    return x * x
