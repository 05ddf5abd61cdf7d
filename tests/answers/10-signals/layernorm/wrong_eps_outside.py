# says: eps belongs under the root: √(v + eps)
def layernorm(X, gamma, beta, eps=1e-5):
    mu = X.mean(axis=1, keepdims=True)
    v = X.var(axis=1, keepdims=True)
    return gamma * (X - mu) / (v**0.5 + eps) + beta
