def synaptic_drive(pre, w_exc, w_inh):
    if min(np.min(w_exc), np.min(w_inh)) < 0:
        raise ValueError("negative strength")
    return np.dot(w_exc, pre) - np.dot(w_inh, pre)
