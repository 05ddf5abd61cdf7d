def grad_check(f, params, grads, h=1e-5):
    params = [np.array(p, dtype=float) for p in params]
    errors = []
    for param, grad in zip(params, grads):
        for place in np.ndindex(*param.shape):
            old = param[place]
            param[place] = old + h
            above = f(params)
            param[place] = old - h
            below = f(params)
            param[place] = old
            n = (above - below) / h / 2
            errors.append(abs(n - grad[place]) / max(1e-8, abs(n), abs(grad[place])))
    return max(errors)
