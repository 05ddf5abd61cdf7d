# says: the resistance R is missing
def lif_step(v, I, dt, tau, R, E_L):
    return v + dt / tau * (E_L - v + I)
