# says: only what came back through x + y was kept
def graph_xyz(x, y, z):
    p, q = x + y, y - z
    return p * q, (q, q, -p)
