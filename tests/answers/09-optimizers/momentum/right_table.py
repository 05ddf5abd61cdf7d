def momentum_step(w, g, v, lr, beta, form):
    gain = {"inside": -lr, "outside": 1.0, "average": 1 - beta}[form]
    scale = {"inside": 1.0, "outside": -lr, "average": -lr}[form]
    v = np.add(np.multiply(beta, v), gain * g)
    return [w + scale * v, v]
