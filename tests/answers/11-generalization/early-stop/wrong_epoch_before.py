# says: compare with the lowest loss so far, not with that of the epoch before
def early_stop(val, patience):
    best = 0
    for epoch in range(1, len(val)):
        if val[epoch] < val[epoch - 1]:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, None
