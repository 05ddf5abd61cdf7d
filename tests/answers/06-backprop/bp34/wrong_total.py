# says: has a sum or a mean swallowed an axis?
def bp34(A_before, delta):
    return delta.T @ A_before, delta.sum()
