def graph_xyz(x, y, z):
    p, q = x + y, y - z
    return (x + y) * (y - z), (y - z, x + 2 * y - z, -(x + y))
