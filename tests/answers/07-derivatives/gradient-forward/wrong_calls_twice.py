# says: one pass for each is enough
def gradient_forward(f, x):
    gradient = []
    for i in range(len(x)):
        duals = [Dual(x[j], float(i == j)) for j in range(len(x))]
        f(duals)
        gradient.append(f(duals).tangent)
    return np.array(gradient)
