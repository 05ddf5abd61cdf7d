# says: the leak E_L - v is missing
def lif_step(v, I, dt, tau, R, E_L):
    return v + dt / tau * R * I
