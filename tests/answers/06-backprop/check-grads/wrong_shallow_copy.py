# says: are up and down the same arrays?
def grad_check(f, params, grads, h=1e-5):
    worst = 0.0
    for k, param in enumerate(params):
        for place in np.ndindex(param.shape):
            up, down = params.copy(), params.copy()
            up[k][place] += h
            down[k][place] -= h
            n, a = (f(up) - f(down)) / (2 * h), grads[k][place]
            worst = max(worst, abs(a - n) / max(abs(a), abs(n), 1e-8))
    return worst
