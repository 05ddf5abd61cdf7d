# says: behind a softmax each logit moves all outputs; use the whole Jacobian
def output_delta(kind, A, Y):
    D = (A - Y) / len(A)
    return D * A * (1 - A) if kind in ("sigmoid + quadratic", "softmax + quadratic") else D
