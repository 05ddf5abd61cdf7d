def times(u, v):
    if 0 in (u, v):
        return 0
    return v if u == 1 else u if v == 1 else ("*", u, v)


def plus(u, v):
    return v if u == 0 else u if v == 0 else ("+", u, v)


def sym_diff(e):
    if e == "x":
        return 1
    if not isinstance(e, tuple):
        return 0
    kind, u = e[:2]
    du = sym_diff(u)
    if kind == "+":
        return plus(du, sym_diff(e[2]))
    if kind == "*":
        return plus(times(du, e[2]), times(u, sym_diff(e[2])))
    outer = {
        "**": lambda: times(e[2], ("**", u, e[2] - 1)),
        "sin": lambda: ("cos", u),
        "cos": lambda: ("*", -1, ("sin", u)),
        "exp": lambda: e,
    }
    return times(outer[kind](), du)


def size(e):
    if not isinstance(e, tuple):
        return 1
    total = 1
    for part in e[1:]:
        total += size(part)
    return total
