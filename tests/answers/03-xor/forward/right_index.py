def forward(X, Ws, bs, g):
    out, h = [], X
    for l in range(len(Ws)):
        h = np.dot(h, Ws[l].T) + bs[l]
        if l + 1 < len(Ws):
            h = g(h)
        out.append(h)
    return out
