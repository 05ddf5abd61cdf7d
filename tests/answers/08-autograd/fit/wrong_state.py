# says: the state is not kept: update returns a new one, for the next step
def fit(params, X, Y, value_and_grad, optimizer, perms, batch_size):
    """Return the trained params, and the history: a list with the mean loss over the samples in each epoch.

    X, Y hold n samples in rows; perms (epochs, n) their orders. value_and_grad(params, X, Y) gives loss and gradients
    of a batch. optimizer is a pair: state = init(params), and params, _ = update(params, grads, state).
    """
    init, update = optimizer
    state, history = init(params), []
    for perm in perms:
        total = 0.0
        for start in range(0, len(X), batch_size):
            rows = perm[start : start + batch_size]
            loss, grads = value_and_grad(params, X[rows], Y[rows])
            params, _ = update(params, grads, state)
            total += loss * len(rows)
        history.append(total / len(X))
    return params, history
