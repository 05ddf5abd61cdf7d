def split_at_waist(Ws, bs, gs):
    waist = 0
    for i, b in enumerate(bs):
        if len(b) < len(bs[waist]):
            waist = i

    def encode(A):
        for W, b, g in zip(Ws[: waist + 1], bs[: waist + 1], gs[: waist + 1]):
            A = bend(g, np.dot(A, W.T) + b)
        return A

    def decode(C):
        for W, b, g in zip(Ws[waist + 1 :], bs[waist + 1 :], gs[waist + 1 :]):
            C = bend(g, np.dot(C, W.T) + b)
        return C

    return encode, decode
