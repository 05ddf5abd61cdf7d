# says: the learning rate is not used
def descend(grad, x0, lr, steps):
    xs = [x0]
    for _ in range(steps):
        xs.append(xs[-1] - grad(xs[-1]))
    return np.array(xs)
