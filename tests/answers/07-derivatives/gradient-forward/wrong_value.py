# says: those are the values
def gradient_forward(f, x):
    gradient = []
    for i in range(len(x)):
        duals = [Dual(x[j], float(i == j)) for j in range(len(x))]
        gradient.append(f(duals).value)
    return np.array(gradient)
