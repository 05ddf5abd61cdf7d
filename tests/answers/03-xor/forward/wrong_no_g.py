# says: g is not used
def forward(X, Ws, bs, g):
    layers, H = [], X
    for W, b in zip(Ws, bs):
        H = H @ W.T + b
        layers.append(H)
    return layers
