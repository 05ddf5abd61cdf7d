# says: gradients that are short enough stay as they are
def clip(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    return [g * (max_norm / norm) for g in grads]
