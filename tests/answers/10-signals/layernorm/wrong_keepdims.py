# says: stopped with ValueError: operands could not be broadcast together
def layernorm(X, gamma, beta, eps=1e-5):
    return gamma * (X - X.mean(axis=1)) / np.sqrt(X.var(axis=1) + eps) + beta
