def standardize(X):
    columns = []
    for column in zip(*X):
        mean = sum(column) / len(column)
        spread = (sum((x - mean) ** 2 for x in column) / len(column)) ** 0.5
        columns.append([(x - mean) / spread if min(column) < max(column) else 0.0 for x in column])
    return np.array(columns).T
