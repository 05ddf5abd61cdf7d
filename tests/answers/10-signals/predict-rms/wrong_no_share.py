# says: the share of the activation is missing
def predict_rms(sizes, variances, share):
    return np.sqrt(np.cumprod(np.array(sizes[:-1]) * np.array(variances)))
