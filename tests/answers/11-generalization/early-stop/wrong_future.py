# says: the training ends at epoch 3; the 1.0 that follows is never seen
def early_stop(val, patience):
    best = 0
    for epoch, loss in enumerate(val):
        if loss < val[best]:
            best = epoch
        if epoch - best >= patience:
            return int(np.argmin(val)), epoch
    return best, None
