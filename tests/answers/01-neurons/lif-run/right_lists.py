def lif_run(I, dt=0.1, tau=10.0, R=10.0, E_L=-70.0, v_th=-50.0, v_reset=-70.0, t_ref=2.0):
    v, spikes, now, until = [], [], E_L, -1
    for t, current in enumerate(I):
        now = v_reset if t <= until else now + dt / tau * (E_L - now + R * current)
        spikes.append(bool(now > v_th))
        if spikes[-1]:
            now, until = v_reset, t + round(t_ref / dt)
        v.append(now)
    return v, spikes
