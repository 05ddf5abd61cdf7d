def clip(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([np.ravel(g) for g in grads]))
    if norm <= max_norm:
        return list(grads)
    return [g * max_norm / norm for g in grads]
