# says: the median is wanted, which one bad run does not move
def spread(train, seeds):
    runs = np.array([train(seed) for seed in seeds])
    return runs.min(axis=0), runs.mean(axis=0), runs.max(axis=0)
