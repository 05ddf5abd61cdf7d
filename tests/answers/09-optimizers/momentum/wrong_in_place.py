# says: changes its argument `v` in place
def momentum_step(w, g, v, lr, beta, form):
    v *= beta
    if form == "inside":
        v -= lr * g
        return w + v, v
    v += g if form == "outside" else (1 - beta) * g
    return w - lr * v, v
