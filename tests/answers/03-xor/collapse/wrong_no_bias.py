# says: the biases of the earlier layers are missing
def collapse(Ws, bs):
    M = Ws[0]
    for W in Ws[1:]:
        M = W @ M
    return M, bs[-1]
