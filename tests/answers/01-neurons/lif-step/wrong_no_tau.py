# says: the time constant tau is missing
def lif_step(v, I, dt, tau, R, E_L):
    return v + dt * (E_L - v + R * I)
