# says: β and 1 - β have changed places
def momentum_step(w, g, v, lr, beta, form):
    if form == "inside":
        v = beta * v - lr * g
        return w + v, v
    v = beta * v + g if form == "outside" else (1 - beta) * v + beta * g
    return w - lr * v, v
