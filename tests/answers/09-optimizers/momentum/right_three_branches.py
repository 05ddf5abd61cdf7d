def momentum_step(w, g, v, lr, beta, form):
    if form == "inside":
        v_new = beta * v - lr * g
        return w + v_new, v_new
    if form == "outside":
        v_new = beta * v + g
    else:
        v_new = beta * v + (1 - beta) * g
    return w - lr * v_new, v_new
