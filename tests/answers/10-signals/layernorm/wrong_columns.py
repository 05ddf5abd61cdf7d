# says: that normalizes columns, as batch norm does; here each row counts for itself
def layernorm(X, gamma, beta, eps=1e-5):
    return gamma * (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + eps) + beta
