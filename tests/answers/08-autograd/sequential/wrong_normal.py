# says: draws weights outside ±r, r = √(6 / (inputs + units))
class Sequential:
    """Layers one after another; params[i] is [W (units, inputs), b (units,)] of layers[i]."""

    def __init__(self, n_in, rng):
        self.n_in, self.rng, self.layers, self.params = n_in, rng, [], []

    def add(self, layer):
        n_in = self.layers[-1].units if self.layers else self.n_in
        r = (6 / (n_in + layer.units)) ** 0.5
        self.params.append([self.rng.normal(0, r, (layer.units, n_in)), np.zeros(layer.units)])
        self.layers.append(layer)

    def apply(self, params, X):
        for layer, (W, b) in zip(self.layers, params):
            X = layer.activation(X @ W.T + b)
        return X

    def summary(self):
        pairs = zip(self.layers, self.params)
        return [(i, layer.units, W.size + b.size) for i, (layer, (W, b)) in enumerate(pairs, 1)]
