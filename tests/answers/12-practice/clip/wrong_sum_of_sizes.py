# says: not the sum of absolute values
def clip(grads, max_norm):
    norm = sum(np.abs(g).sum() for g in grads)
    return [g * (max_norm / max(norm, max_norm)) for g in grads]
