def output_delta(kind, A, Y):
    D = (A - Y) / A.shape[0]
    if kind == "sigmoid + quadratic":
        D = D * (A - A**2)
    elif kind == "softmax + quadratic":
        D = A * (D - np.sum(A * D, axis=1, keepdims=True))
    return D
