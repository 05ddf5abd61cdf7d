def predict_rms(sizes, variances, share):
    q, found = 1.0, []
    for n, v in zip(sizes, variances):
        q = q * share * n * v
        found.append(q**0.5)
    return found
