# says: axis of length 1 too many
def bp34(A_before, delta):
    return delta.T @ A_before, delta.sum(axis=0, keepdims=True)
