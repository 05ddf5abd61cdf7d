def grad_by_layer(Ws, Zs, dg, G):
    top = [float((G**2).mean() ** 0.5)]
    if len(Ws) == 0:
        return top
    return list(grad_by_layer(Ws[:-1], Zs[:-1], dg, (G * dg(Zs[-1])) @ Ws[-1])) + top
