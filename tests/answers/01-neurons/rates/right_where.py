def firing_rate(spikes, dt):
    return np.mean(spikes) * 1000 / dt


def lif_rate(I, tau=10.0, R=10.0, dV=20.0, t_ref=2.0):
    drive = np.maximum(R * np.asarray(I), dV)
    with np.errstate(divide="ignore"):
        return 1000 / (t_ref + tau * (np.log(drive) - np.log(drive - dV)))
