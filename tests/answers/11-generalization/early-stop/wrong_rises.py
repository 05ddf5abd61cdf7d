# says: a rise is counted from the best epoch, not from the last one
def early_stop(val, patience):
    best, rises = 0, 0
    for epoch in range(1, len(val)):
        if val[epoch] < val[best]:
            best = epoch
        rises = rises + 1 if val[epoch] >= val[epoch - 1] else 0
        if rises >= patience:
            return best, epoch
    return best, None
