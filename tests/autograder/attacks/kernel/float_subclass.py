# marks: 0 1
# why: a number of the student's own class is an object, not a number
# kernel: 2 1

# %% student
class Number(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    def __abs__(self): return 0.0
    __hash__ = None
def square(x):
    return Number(1)
# %% test
assert square(3) == 9
assert abs(square(4) - 16) < 1e-9
