# says: off by one?
def gradient_forward(f, x):
    gradient = []
    for i in range(len(x) - 1):
        duals = [Dual(x[j], float(i == j)) for j in range(len(x))]
        gradient.append(f(duals).tangent)
    return np.array(gradient)
