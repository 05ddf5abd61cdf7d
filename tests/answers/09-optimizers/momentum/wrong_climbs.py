# says: it climbs; downhill is against the velocity
def momentum_step(w, g, v, lr, beta, form):
    if form == "inside":
        v = beta * v + lr * g
        return w + v, v
    v = beta * v + (g if form == "outside" else (1 - beta) * g)
    return w + lr * v, v
