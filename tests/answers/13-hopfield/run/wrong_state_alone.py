# says: expected 2 values
def run(W, s, orders, theta):
    for order in orders:
        for i in order:
            s = update(W, s, i, theta)
    return s
