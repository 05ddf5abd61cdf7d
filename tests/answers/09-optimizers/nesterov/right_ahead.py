def nesterov_step(w, grad, v, lr, beta):
    ahead = w + beta * v
    new = ahead - lr * grad(ahead)
    return new, new - w
