def stdp(dt, A_plus, A_minus, tau_plus, tau_minus):
    dt = np.asarray(dt, dtype=float)
    change = np.zeros(dt.shape)
    later, earlier = dt > 0, dt < 0
    change[later] = A_plus * np.exp(-dt[later] / tau_plus)
    change[earlier] = -A_minus * np.exp(dt[earlier] / tau_minus)
    return change
