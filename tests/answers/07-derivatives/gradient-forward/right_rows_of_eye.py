def gradient_forward(f, x):
    return np.array([f([Dual(a, da) for a, da in zip(x, row)]).tangent for row in np.eye(len(x))])
