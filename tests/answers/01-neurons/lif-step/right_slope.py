def lif_step(v, I, dt, tau, R, E_L):
    slope = (E_L - v + R * I) / tau
    return v + dt * slope
