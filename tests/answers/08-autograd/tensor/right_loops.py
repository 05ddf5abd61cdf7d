class Tensor:
    """An array that remembers its parents."""

    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = np.asarray(data, dtype=float), parents, 0.0

    def __add__(self, other):
        result = Tensor(self.data + other.data)
        result.parents = [(p, lambda G, p=p: unbroadcast(np.asarray(G), np.shape(p.data))) for p in [self, other]]
        return result

    def __matmul__(self, other):
        result = Tensor(np.dot(self.data, other.data))
        left = lambda G: np.array([[g @ row for row in other.data] for g in G])
        right = lambda G: np.dot(self.data.T, G)
        result.parents = [(other, right), (self, left)]
        return result

    def sum(self, axis):
        grow = lambda G: np.repeat(np.expand_dims(G, axis), self.data.shape[axis], axis=axis)
        return Tensor(self.data.sum(axis=axis), [(self, grow)])

    def log_softmax(self):
        top = self.data.max(-1)[..., None]
        C = self.data - top - np.log(np.exp(self.data - top).sum(-1))[..., None]

        def pull(G):
            rows = zip(np.reshape(G, (-1, C.shape[-1])), np.exp(C).reshape(-1, C.shape[-1]))
            return np.array([g - p * sum(g) for g, p in rows]).reshape(C.shape)

        return Tensor(C, [(self, pull)])
