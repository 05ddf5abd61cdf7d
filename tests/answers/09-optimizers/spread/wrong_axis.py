# says: go over the runs, axis 0
def spread(train, seeds):
    runs = np.array([train(seed) for seed in seeds])
    return runs.min(axis=1), np.median(runs, axis=1), runs.max(axis=1)
