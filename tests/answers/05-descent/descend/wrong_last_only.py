# says: returned one number, expected an array of shape (4,)
def descend(grad, x0, lr, steps):
    for _ in range(steps):
        x0 = x0 - lr * grad(x0)
    return x0
