# says: look ahead by βv
def nesterov_step(w, grad, v, lr, beta):
    v = beta * v - lr * grad(w + v)
    return w + v, v
