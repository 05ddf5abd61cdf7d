def stdp(dt, A_plus, A_minus, tau_plus, tau_minus):
    dt = np.asarray(dt)
    size, tau = np.where(dt > 0, A_plus, A_minus), np.where(dt > 0, tau_plus, tau_minus)
    return np.sign(dt) * size * np.exp(-np.abs(dt) / tau)
