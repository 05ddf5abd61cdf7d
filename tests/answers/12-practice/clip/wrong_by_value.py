# says: each array was clipped by itself
def clip(grads, max_norm):
    return [np.clip(g, -max_norm, max_norm) for g in grads]
