# says: the biases b1 are missing within the loop
def dbm_mean_field(V, W1, W2, b1, b2, iters):
    mu1 = sigmoid(V @ W1.T + b1)
    mu2 = sigmoid(mu1 @ W2.T + b2)
    for _ in range(iters):
        mu1 = sigmoid(V @ W1.T + mu2 @ W2)
        mu2 = sigmoid(mu1 @ W2.T + b2)
    return mu1, mu2
