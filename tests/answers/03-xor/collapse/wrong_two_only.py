# says: collapse
def collapse(Ws, bs):
    return Ws[1] @ Ws[0], Ws[1] @ bs[0] + bs[1]
