# says: the step starts at w
def nesterov_step(w, grad, v, lr, beta):
    w = w + beta * v
    v = beta * v - lr * grad(w)
    return w + v, v
