# says: each array was clipped by itself
def clip(grads, max_norm):
    return [g * (max_norm / max(np.linalg.norm(g), max_norm)) for g in grads]
