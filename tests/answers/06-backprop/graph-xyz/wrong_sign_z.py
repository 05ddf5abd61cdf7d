# says: z enters with a minus
def graph_xyz(x, y, z):
    p, q = x + y, y - z
    return p * q, (q, p + q, p)
