# says: the later layer stands on the left
def collapse(Ws, bs):
    M, c = Ws[0], bs[0]
    for W, b in zip(Ws[1:], bs[1:]):
        M, c = M @ W, W @ c + b
    return M, c
