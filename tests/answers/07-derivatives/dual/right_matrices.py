class Dual(Operators):
    def __init__(self, value, tangent):
        self.value, self.tangent = value, tangent

    def matrix(self):
        return np.array([[self.value, self.tangent], [0.0, self.value]])

    def __add__(self, other):
        return Dual(*(self.matrix() + self.lift(other).matrix())[0])

    def __mul__(self, other):
        return Dual(*(self.matrix() @ self.lift(other).matrix())[0])

    def __truediv__(self, other):
        return Dual(*(self.matrix() @ np.linalg.inv(self.lift(other).matrix()))[0])

    def __pow__(self, n):
        return Dual(self.value**n, n * self.value**n / self.value * self.tangent)
