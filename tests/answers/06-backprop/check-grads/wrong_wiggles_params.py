# says: changes its argument `params` in place
def grad_check(f, params, grads, h=1e-5):
    worst = 0.0
    for k, param in enumerate(params):
        for place in np.ndindex(param.shape):
            param[place] += h
            above = f(params)
            param[place] -= 2 * h
            below = f(params)
            param[place] += h
            n, a = (above - below) / (2 * h), grads[k][place]
            worst = max(worst, abs(a - n) / max(abs(a), abs(n), 1e-8))
    return worst
