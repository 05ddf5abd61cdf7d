def early_stop(val, patience):
    for epoch in range(len(val)):
        best = int(np.argmin(val[: epoch + 1]))
        if epoch - best == patience:
            return best, epoch
    return best, None
