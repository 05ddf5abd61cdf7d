def hinge_fit(xk, yk):
    knots, weights, slope = [], [], 0.0
    for j in range(len(xk) - 1):
        new = (yk[j + 1] - yk[j]) / (xk[j + 1] - xk[j])
        knots.append(xk[j])
        weights.append(new - slope)
        slope = new
    return knots, weights, yk[0]
