# says: the activation of the last layer is missing
def split_at_waist(Ws, bs, gs):
    widths = [len(b) for b in bs]
    waist = widths.index(min(widths)) + 1

    def encode(A):
        for i in range(waist):
            A = bend(gs[i], A @ Ws[i].T + bs[i])
        return A

    def decode(A):
        for i in range(waist, len(Ws)):
            A = A @ Ws[i].T + bs[i]
            A = bend(gs[i], A) if i < len(Ws) - 1 else A
        return A

    return encode, decode
