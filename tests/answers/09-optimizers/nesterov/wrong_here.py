# says: the gradient is taken where you stand; look ahead first
def nesterov_step(w, grad, v, lr, beta):
    v = beta * v - lr * grad(w)
    return w + v, v
