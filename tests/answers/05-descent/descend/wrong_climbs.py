# says: downhill is against the slope
def descend(grad, x0, lr, steps):
    xs = [x0]
    for _ in range(steps):
        xs.append(xs[-1] + lr * grad(xs[-1]))
    return np.array(xs)
