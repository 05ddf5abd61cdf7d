def stdp(dt, A_plus, A_minus, tau_plus, tau_minus):
    changes = []
    for d in dt:
        if d > 0:
            changes.append(A_plus * np.exp(-d / tau_plus))
        elif d < 0:
            changes.append(-A_minus * np.exp(d / tau_minus))
        else:
            changes.append(0.0)
    return changes
