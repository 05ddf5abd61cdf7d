# says: dt and tau are swapped
def lif_step(v, I, dt, tau, R, E_L):
    return v + tau / dt * (E_L - v + R * I)
