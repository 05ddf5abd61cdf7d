# says: expected it to raise ValueError
def synaptic_drive(pre, w_exc, w_inh):
    return pre @ (w_exc - w_inh)
