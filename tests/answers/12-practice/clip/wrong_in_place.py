# says: changes its argument `grads` in place
def clip(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    for g in grads:
        g *= max_norm / max(norm, max_norm)
    return grads
