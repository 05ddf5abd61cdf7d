# says: the leak has the wrong sign
def lif_step(v, I, dt, tau, R, E_L):
    return v + dt / tau * (v - E_L + R * I)
