def collapse(Ws, bs):
    def through(x):
        for W, b in zip(Ws, bs):
            x = W.dot(x) + b
        return x

    n = Ws[0].shape[1]
    c = through(np.zeros(n))
    return np.column_stack([through(column) - c for column in np.eye(n)]), c
