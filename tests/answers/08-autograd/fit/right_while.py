def fit(params, X, Y, value_and_grad, optimizer, perms, batch_size):
    init, update = optimizer
    state, history = init(params), []
    for order in perms:
        X_now, Y_now, start, total = X[order], Y[order], 0, 0
        while start < len(order):
            x, y = X_now[start : start + batch_size], Y_now[start : start + batch_size]
            loss, grads = value_and_grad(params, x, y)
            total = total + len(x) * loss / len(order)
            params, state = update(params, grads, state)
            start = start + batch_size
        history = [*history, total]
    return params, history
