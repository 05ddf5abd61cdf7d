def descend(grad, x0, lr, steps):
    xs = np.empty(steps + 1)
    xs[0] = x0
    for i in range(steps):
        xs[i + 1] = xs[i] - lr * grad(xs[i])
    return xs
