# says: divides by 0 where all gradients are 0
def clip(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    return [g * np.minimum(max_norm, norm) / norm for g in grads]
