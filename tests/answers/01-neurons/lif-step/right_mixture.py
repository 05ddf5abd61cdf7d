def lif_step(v, I, dt, tau, R, E_L):
    leak = dt / tau
    return (1 - leak) * v + leak * (E_L + R * I)
