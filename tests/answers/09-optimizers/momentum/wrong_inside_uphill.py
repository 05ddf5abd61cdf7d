# says: it climbs: the gradient enters the velocity with a minus
def momentum_step(w, g, v, lr, beta, form):
    if form == "inside":
        v = beta * v + lr * g
        return w + v, v
    v = beta * v + (g if form == "outside" else (1 - beta) * g)
    return w - lr * v, v
