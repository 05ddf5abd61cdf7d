# says: inhibition must be subtracted
def synaptic_drive(pre, w_exc, w_inh):
    if np.any(w_exc < 0) or np.any(w_inh < 0):
        raise ValueError("strengths must not be negative")
    return pre @ (w_exc + w_inh)
