def clip(grads, max_norm):
    norm = 0.0
    for g in grads:
        norm = np.hypot(norm, np.linalg.norm(g))
    factor = 1.0 if norm < max_norm else max_norm / norm
    return tuple(factor * g for g in grads)
