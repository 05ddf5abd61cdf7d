# marks: 2 1
# why: a class of the student's, as lesson 8 asks for
# kernel: 2 1

# %% student
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other))
    __radd__ = __add__
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other))
    __rmul__ = __mul__
    def backward(self):
        self.grad = 1.0
        for parent in self.parents:
            parent.grad += 1.0
# %% test
a, b = Value(2.0), Value(3.0)
c = a + b
c.backward()
assert c.data == 5.0 and a.grad == 1.0 and isinstance(c, Value)
assert (2 * a + 1).data == 5.0
assert {a, b} == set(c.parents)
