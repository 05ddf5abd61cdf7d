# says: summed over the units, not over the samples
def bp34(A_before, delta):
    return delta.T @ A_before, delta.sum(axis=1)
