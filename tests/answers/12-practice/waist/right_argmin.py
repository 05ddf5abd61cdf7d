def split_at_waist(Ws, bs, gs):
    waist = int(np.argmin([W.shape[0] for W in Ws]))

    def run(A, first, last):
        for i in range(first, last):
            A = bend(gs[i], A @ Ws[i].T + bs[i])
        return A

    return lambda A: run(A, 0, waist + 1), lambda C: run(C, waist + 1, len(Ws))
