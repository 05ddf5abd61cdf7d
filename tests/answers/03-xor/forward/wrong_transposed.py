# says: stopped with ValueError
def forward(X, Ws, bs, g):
    layers, H = [], X
    for W, b in zip(Ws, bs):
        H = H @ W + b if len(layers) == len(Ws) - 1 else g(H @ W + b)
        layers.append(H)
    return layers
