from functools import reduce


def collapse(Ws, bs):
    return reduce(lambda Mc, Wb: (Wb[0] @ Mc[0], Wb[0] @ Mc[1] + Wb[1]), list(zip(Ws, bs))[1:], (Ws[0], bs[0]))
