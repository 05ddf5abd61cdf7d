def layernorm(X, gamma, beta, eps=1e-5):
    columns = X.T
    columns = (columns - columns.mean(axis=0)) / np.sqrt(columns.var(axis=0) + eps)
    return columns.T * gamma + beta
