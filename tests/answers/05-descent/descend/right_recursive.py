def descend(grad, x0, lr, steps):
    if steps == 0:
        return [x0]
    return [x0] + list(descend(grad, x0 - lr * grad(x0), lr, steps - 1))
