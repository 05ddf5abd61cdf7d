# says: at a tie the first input gets it
def multiply_back(x, y, g):
    return g * y, g * x


def max_back(x, y, g):
    return g * (x > y), g * (y >= x)


def relu_back(x, g):
    return g * (x > 0)


def branch_back(gradients):
    return sum(gradients)
