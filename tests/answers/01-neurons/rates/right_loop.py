def firing_rate(spikes, dt):
    seconds = len(spikes) * dt / 1000
    return sum(bool(s) for s in spikes) / seconds


def lif_rate(I, tau=10.0, R=10.0, dV=20.0, t_ref=2.0):
    return [1000 / (t_ref - tau * np.log(1 - dV / (R * i))) if R * i > dV else 0.0 for i in I]
