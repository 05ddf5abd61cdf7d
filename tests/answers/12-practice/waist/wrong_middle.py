# says: the first of the narrowest layers
def split_at_waist(Ws, bs, gs):
    widths = [len(b) for b in bs]
    waist = len(bs) // 2

    def half(layers):
        def through(A):
            for W, b, g in layers:
                A = bend(g, A @ W.T + b)
            return A

        return through

    layers = list(zip(Ws, bs, gs))
    return half(layers[:waist]), half(layers[waist:])
