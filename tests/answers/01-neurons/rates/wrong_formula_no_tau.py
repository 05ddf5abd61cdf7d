# says: the time constant tau is missing
def firing_rate(spikes, dt):
    return 1000 * np.sum(spikes) / (len(spikes) * dt)


def lif_rate(I, tau=10.0, R=10.0, dV=20.0, t_ref=2.0):
    I = np.asarray(I, dtype=float)
    rate = np.zeros(len(I))
    fires = R * I > dV
    drive = R * I[fires]
    rate[fires] = 1000 / (t_ref + np.log(drive / (drive - dV)))
    return rate
