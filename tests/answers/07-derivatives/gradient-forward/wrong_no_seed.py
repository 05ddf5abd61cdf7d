# says: nothing changes
def gradient_forward(f, x):
    gradient = []
    for i in range(len(x)):
        duals = [Dual(x[j], 0.0) for j in range(len(x))]
        gradient.append(f(duals).tangent)
    return np.array(gradient)
