# says: that is the sum of the batches' losses; the mean over the samples is wanted
def fit(params, X, Y, value_and_grad, optimizer, perms, batch_size):
    """Return the trained params, and the history: a list with the mean loss over the samples in each epoch.

    X, Y hold n samples in rows; perms (epochs, n) their orders. value_and_grad(params, X, Y) gives loss and gradients
    of a batch. optimizer is a pair: state = init(params), and params, state = update(params, grads, state).
    """
    init, update = optimizer
    state, history = init(params), []
    for perm in perms:
        total = 0.0
        for start in range(0, len(X), batch_size):
            rows = perm[start : start + batch_size]
            loss, grads = value_and_grad(params, X[rows], Y[rows])
            params, state = update(params, grads, state)
            total += loss
        history.append(total)
    return params, history
