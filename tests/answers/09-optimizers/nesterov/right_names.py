def nesterov_step(w, grad, v, lr, beta):
    ahead = w + beta * v
    velocity = beta * v - lr * grad(ahead)
    return w + velocity, velocity
