def early_stop(val, patience):
    best, lowest, waited = 0, float("inf"), 0
    for epoch in range(len(val)):
        if val[epoch] < lowest:
            best, lowest, waited = epoch, val[epoch], 0
        else:
            waited += 1
        if waited >= patience:
            return best, epoch
    return best, None
