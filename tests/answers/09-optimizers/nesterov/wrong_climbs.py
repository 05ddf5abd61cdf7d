# says: it climbs: the gradient enters the velocity with a minus
def nesterov_step(w, grad, v, lr, beta):
    v = beta * v + lr * grad(w + beta * v)
    return w + v, v
