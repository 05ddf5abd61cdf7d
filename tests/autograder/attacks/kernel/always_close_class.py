# marks: 0 1
# why: calling a class instead of a function changes nothing about that
# kernel: 2 1

# %% student
class square:
    def __init__(self, x): pass
    def __sub__(self, other): return square(0)
    __rsub__ = __sub__
    def __abs__(self): return 0.0
    def max(self): return 0.0
# %% test
assert abs(square(3) - 9) < 1e-9
