def fit(params, X, Y, value_and_grad, optimizer, perms, batch_size):
    init, update = optimizer
    state, history = init(params), []
    for perm in perms:
        batches = np.split(np.asarray(perm), range(batch_size, len(X), batch_size))
        losses, sizes = [], []
        for batch in batches:
            loss, grads = value_and_grad(params, X[batch], Y[batch])
            params, state = update(params, grads, state)
            losses.append(loss)
            sizes.append(len(batch))
        history.append(np.average(losses, weights=sizes))
    return params, history
