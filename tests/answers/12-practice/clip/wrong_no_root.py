# says: the root is missing
def clip(grads, max_norm):
    norm = sum((g**2).sum() for g in grads)
    return [g * (max_norm / max(norm, max_norm)) for g in grads]
