# says: input i needs the tangent 1, not x[i]
def gradient_forward(f, x):
    gradient = []
    for i in range(len(x)):
        duals = [Dual(x[j], x[j] * (i == j)) for j in range(len(x))]
        gradient.append(f(duals).tangent)
    return np.array(gradient)
