# says: int cuts off
def lif_run(I, dt=0.1, tau=10.0, R=10.0, E_L=-70.0, v_th=-50.0, v_reset=-70.0, t_ref=2.0):
    v, spikes = np.zeros(len(I)), np.zeros(len(I), dtype=bool)
    now, waiting = E_L, 0
    for t in range(len(I)):
        if waiting > 0:
            now, waiting = v_reset, waiting - 1
        else:
            now = lif_step(now, I[t], dt, tau, R, E_L)
            if now > v_th:
                now, waiting, spikes[t] = v_reset, int(t_ref / dt), True
        v[t] = now
    return v, spikes
