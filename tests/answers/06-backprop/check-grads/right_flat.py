def grad_check(f, params, grads, h=1e-5):
    shapes = [p.shape for p in params]
    flat, claimed = (np.concatenate([np.ravel(p) for p in arrays]) for arrays in (params, grads))

    def at(vector):
        parts = np.split(vector, np.cumsum([int(np.prod(s)) for s in shapes])[:-1])
        return f([part.reshape(s) for part, s in zip(parts, shapes)])

    n = np.array([(at(flat + h * e) - at(flat - h * e)) / (2 * h) for e in np.eye(flat.size)])
    return np.max(np.abs(claimed - n) / np.maximum(np.maximum(np.abs(claimed), np.abs(n)), 1e-8))
