def spread(train, seeds):
    runs = [list(train(seed)) for seed in seeds]
    low, middle, high = [], [], []
    for epoch in range(len(runs[0])):
        losses = sorted(run[epoch] for run in runs)
        n = len(losses)
        low.append(losses[0])
        middle.append((losses[(n - 1) // 2] + losses[n // 2]) / 2)
        high.append(losses[-1])
    return low, middle, high
