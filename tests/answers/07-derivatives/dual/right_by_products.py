class Dual(Operators):
    def __init__(self, value, tangent):
        self.value = value
        self.tangent = tangent

    def __add__(self, other):
        other = self.lift(other)
        return Dual(self.value + other.value, self.tangent + other.tangent)

    def __mul__(self, other):
        other = self.lift(other)
        return Dual(self.value * other.value, self.value * other.tangent + other.value * self.tangent)

    def __truediv__(self, other):
        other = self.lift(other)
        return self * Dual(1 / other.value, -other.tangent / other.value / other.value)

    def __pow__(self, n):
        slope = n * self.value ** (n - 1)
        return Dual(self.value**n, slope * self.tangent)
