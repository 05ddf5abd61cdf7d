# says: goes through the second layer, too
def collapse(Ws, bs):
    M, c = Ws[0], bs[0]
    for W, b in zip(Ws[1:], bs[1:]):
        M, c = W @ M, c + b
    return M, c
