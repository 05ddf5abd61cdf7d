# says: patience has not ended, so `stop` is None
def early_stop(val, patience):
    best = 0
    for epoch, loss in enumerate(val):
        if loss < val[best]:
            best = epoch
        if epoch - best >= patience:
            break
    return best, epoch
