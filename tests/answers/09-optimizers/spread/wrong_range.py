# says: stopped with KeyError
def spread(train, seeds):
    runs = np.array([train(i) for i in range(len(seeds))])
    return runs.min(axis=0), np.median(runs, axis=0), runs.max(axis=0)
