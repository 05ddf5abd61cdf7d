# marks: 2 1
# why: a generator
# kernel: 2 1

# %% student
def square(numbers):
    for number in numbers:
        yield number * number
# %% test
assert list(square([1, 2, 3])) == [1, 4, 9]
assert next(square(iter([5]))) == 25
