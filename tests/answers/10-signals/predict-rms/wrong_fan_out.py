# says: a unit adds up the n of the layer before: n_in, not n_out
def predict_rms(sizes, variances, share):
    return np.sqrt(np.cumprod(share * np.array(sizes[1:]) * np.array(variances)))
