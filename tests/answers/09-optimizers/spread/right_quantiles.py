def spread(train, seeds):
    return tuple(np.quantile(np.stack([train(seed) for seed in seeds]), [0, 0.5, 1], axis=0))
