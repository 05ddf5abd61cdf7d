# says: the lowest comes first, the highest last
def spread(train, seeds):
    runs = np.array([train(seed) for seed in seeds])
    return runs.max(axis=0), np.median(runs, axis=0), runs.min(axis=0)
