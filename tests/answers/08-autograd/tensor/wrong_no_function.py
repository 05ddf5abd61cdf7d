# says: must remember a list of pairs (parent, pull) for `A @ B`, where pull is a function of G
class Tensor:
    """An array that remembers its parents: pairs (Tensor, pull); pull(G) is that parent's share of the gradient G."""

    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = np.asarray(data, dtype=float), parents, 0.0

    def __add__(self, other):
        pull_a, pull_b = (lambda G, shape=p.data.shape: unbroadcast(G, shape) for p in (self, other))
        return Tensor(self.data + other.data, [(self, pull_a), (other, pull_b)])

    def __matmul__(self, other):
        return Tensor(self.data @ other.data, [(self, other.data.T), (other, lambda G: self.data.T @ G)])

    def sum(self, axis):
        pull = lambda G: np.broadcast_to(np.expand_dims(G, axis), self.data.shape)
        return Tensor(self.data.sum(axis), [(self, pull)])

    def log_softmax(self):
        Z = self.data - self.data.max(axis=-1, keepdims=True)
        C = Z - np.log(np.exp(Z).sum(axis=-1, keepdims=True))
        return Tensor(C, [(self, lambda G: G - np.exp(C) * G.sum(axis=-1, keepdims=True))])
