# says: each factor acts on what the layer before has left
def predict_rms(sizes, variances, share):
    return np.sqrt(share * np.array(sizes[:-1]) * np.array(variances))
