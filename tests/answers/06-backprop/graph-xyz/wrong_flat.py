# says: returned 4 values, expected 2
def graph_xyz(x, y, z):
    p, q = x + y, y - z
    return p * q, q, p + q, -p
