def weighted_sum(X, w, b):
    return [sum(wi * xi for wi, xi in zip(w, x)) + b for x in X]
