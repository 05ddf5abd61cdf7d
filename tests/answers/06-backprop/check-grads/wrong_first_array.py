# says: an error is overlooked
def grad_check(f, params, grads, h=1e-5):
    worst = 0.0
    for k, param in enumerate(params[:1]):
        for place in np.ndindex(param.shape):
            up, down = [p.copy() for p in params], [p.copy() for p in params]
            up[k][place] += h
            down[k][place] -= h
            n, a = (f(up) - f(down)) / (2 * h), grads[k][place]
            worst = max(worst, abs(a - n) / max(abs(a), abs(n), 1e-8))
    return worst
