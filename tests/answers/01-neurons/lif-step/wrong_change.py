# says: that is the change; add it to v
def lif_step(v, I, dt, tau, R, E_L):
    return dt / tau * (E_L - v + R * I)
