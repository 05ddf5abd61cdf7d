# says: must move with the new velocity, not the old
def momentum_step(w, g, v, lr, beta, form):
    if form == "inside":
        return w + v, beta * v - lr * g
    if form == "outside":
        return w - lr * v, beta * v + g
    return w - lr * v, beta * v + (1 - beta) * g
