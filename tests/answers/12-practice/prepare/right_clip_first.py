def prepare(Xtr, Xte):
    q1, q2, q3 = (np.nanpercentile(Xtr, q, axis=0) for q in (25, 50, 75))
    reach = 1.5 * (q3 - q1)
    done = []
    for X in [Xtr, Xte]:
        X = np.minimum(np.maximum(X, q1 - reach), q3 + reach)
        X[np.isnan(X)] = np.broadcast_to(q2, X.shape)[np.isnan(X)]
        done.append(X)
    return done
