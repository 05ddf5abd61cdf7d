# says: a tie is no improvement
def early_stop(val, patience):
    best = 0
    for epoch, loss in enumerate(val):
        if loss <= val[best]:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, None
