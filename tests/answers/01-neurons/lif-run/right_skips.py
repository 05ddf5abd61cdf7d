def lif_run(I, dt=0.1, tau=10.0, R=10.0, E_L=-70.0, v_th=-50.0, v_reset=-70.0, t_ref=2.0):
    v, spikes = np.full(len(I), v_reset), np.zeros(len(I), dtype=bool)
    now, t = E_L, 0
    while t < len(I):
        now += dt * (E_L - now + R * I[t]) / tau
        if now > v_th:
            spikes[t], now = True, v_reset
            t += round(t_ref / dt)
        else:
            v[t] = now
        t += 1
    return v, spikes
