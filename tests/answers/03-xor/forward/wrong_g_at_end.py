# says: the last layer has no g
def forward(X, Ws, bs, g):
    layers, H = [], X
    for W, b in zip(Ws, bs):
        H = g(H @ W.T + b)
        layers.append(H)
    return layers
