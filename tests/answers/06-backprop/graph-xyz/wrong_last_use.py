# says: only what came back through y - z was kept
def graph_xyz(x, y, z):
    p, q = x + y, y - z
    return p * q, (q, p, -p)
