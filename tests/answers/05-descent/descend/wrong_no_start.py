# says: off by one?
def descend(grad, x0, lr, steps):
    xs, x = [], x0
    for _ in range(steps):
        x = x - lr * grad(x)
        xs.append(x)
    return np.array(xs)
