# marks: 2 1
# why: an object that can be called

# %% student
class Power:
    def __init__(self, n): self.n = n
    def __call__(self, x): return x ** self.n
square = Power(2)
