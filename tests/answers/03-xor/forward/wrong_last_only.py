# says: returned 1 value, expected 2
def forward(X, Ws, bs, g):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = g(H @ W.T + b)
    return [H @ Ws[-1].T + bs[-1]]
