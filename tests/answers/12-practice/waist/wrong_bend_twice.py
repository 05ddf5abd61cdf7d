# says: the waist's activation is applied again
def split_at_waist(Ws, bs, gs):
    widths = [len(b) for b in bs]
    waist = widths.index(min(widths)) + 1

    def encode(A):
        for i in range(waist):
            A = bend(gs[i], A @ Ws[i].T + bs[i])
        return A

    def decode(A):
        A = bend(gs[waist - 1], A)
        for i in range(waist, len(Ws)):
            A = bend(gs[i], A @ Ws[i].T + bs[i])
        return A

    return encode, decode
