# says: the power rule's factor n is missing
def sym_diff(e):
    if not isinstance(e, tuple):
        return 1 if e == "x" else 0
    kind, u, du = e[0], e[1], sym_diff(e[1])
    if kind == "+":
        return ("+", du, sym_diff(e[2]))
    if kind == "*":
        return ("+", ("*", du, e[2]), ("*", u, sym_diff(e[2])))
    if kind == "**":
        return ("*", ("**", u, e[2] - 1), du)
    if kind == "sin":
        return ("*", ("cos", u), du)
    if kind == "cos":
        return ("*", ("*", -1, ("sin", u)), du)
    return ("*", e, du)


def size(e):
    return 1 + sum(size(part) for part in e[1:]) if isinstance(e, tuple) else 1
