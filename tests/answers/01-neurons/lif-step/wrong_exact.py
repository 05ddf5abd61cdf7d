# says: that is the exact solution
def lif_step(v, I, dt, tau, R, E_L):
    return E_L + R * I + (v - E_L - R * I) * np.exp(-dt / tau)
