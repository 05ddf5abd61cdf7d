# says: at dt = 0 nothing happens
def stdp(dt, A_plus, A_minus, tau_plus, tau_minus):
    dt = np.asarray(dt)
    stronger = A_plus * np.exp(-dt / tau_plus)
    weaker = -A_minus * np.exp(dt / tau_minus)
    return np.where(dt >= 0, stronger, np.where(dt < 0, weaker, 0.0))
