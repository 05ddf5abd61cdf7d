# says: p and q are swapped
def graph_xyz(x, y, z):
    p, q = x + y, y - z
    return p * q, (p, p + q, -q)
