def gibbs_sweep(W, b, s, T, u):
    states = [int(one) for one in s]
    for i in range(len(states)):
        p = p_on(energy_gap(W, b, np.array(states), i), T)
        states[i] = int(p > u[i])
    return np.array(states)
