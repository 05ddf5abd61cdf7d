# says: expected it to raise ValueError
def synaptic_drive(pre, w_exc, w_inh):
    if np.any(w_exc < 0):
        raise ValueError("strengths must not be negative")
    return pre @ (w_exc - w_inh)
