def half_adder(a, b, nand):
    g = [nand(a, b)]
    g.append(nand(g[0], a))
    g.append(nand(g[0], b))
    g.append(nand(g[1], g[2]))
    g.append(nand(g[0], g[0]))
    return [g[3], g[4]]
