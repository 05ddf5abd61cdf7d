# says: stopped with RecursionError: maximum recursion depth exceeded
class Value:
    """A number that remembers its parents: a list of pairs (Value, slope of this number towards that one).

    Value(2.0) * Value(3.0) has data 6.0 and, towards its two parents, the slopes 3.0 and 2.0.
    """

    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0

    def __add__(self, other):
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    def __pow__(self, k):
        return Value(self.data**k, [(self, k * self.data ** (k - 1))])

    def tanh(self):
        y = np.tanh(self)
        return Value(y, [(self, 1 - y**2)])
