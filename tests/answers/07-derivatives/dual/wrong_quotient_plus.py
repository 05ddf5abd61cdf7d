# says: in the quotient rule there is a minus
class Dual(Operators):
    def __init__(self, value, tangent):
        self.value, self.tangent = value, tangent

    def __add__(self, other):
        a, b = self, self.lift(other)
        return Dual(a.value + b.value, a.tangent + b.tangent)

    def __mul__(self, other):
        a, b = self, self.lift(other)
        return Dual(a.value * b.value, a.tangent * b.value + a.value * b.tangent)

    def __truediv__(self, other):
        a, b = self, self.lift(other)
        return Dual(a.value / b.value, (a.tangent * b.value + a.value * b.tangent) / b.value**2)

    def __pow__(self, n):
        return Dual(self.value**n, n * self.value ** (n - 1) * self.tangent)
