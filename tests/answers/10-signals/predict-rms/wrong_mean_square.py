# says: those are the mean squares; the size is the square root
def predict_rms(sizes, variances, share):
    return np.cumprod(share * np.array(sizes[:-1]) * np.array(variances))
