# says: that is x + 2
def double(x):
    return x + 2
