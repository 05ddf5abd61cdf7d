# says: that is the form average; here g enters in full
def momentum_step(w, g, v, lr, beta, form):
    v = beta * v + (1 - beta) * g
    return w - lr * v, v
