def sym_diff(e):
    match e:
        case "x":
            return 1
        case ("+", u, v):
            return ("+", sym_diff(u), sym_diff(v))
        case ("*", u, v):
            return ("+", ("*", u, sym_diff(v)), ("*", v, sym_diff(u)))
        case ("**", u, n):
            return ("*", n, ("*", ("**", u, n - 1), sym_diff(u)))
        case ("sin", u):
            return ("*", sym_diff(u), ("cos", u))
        case ("cos", u):
            return ("*", ("*", sym_diff(u), ("sin", u)), -1.0)
        case ("exp", u):
            return ("*", ("exp", u), sym_diff(u))
    return 0


def size(e):
    count, pending = 0, [e]
    while pending:
        node = pending.pop()
        count += 1
        if isinstance(node, tuple):
            pending.extend(node[1:])
    return count
