# marks: 2 1
# why: an answer that draws from the test's generator
# kernel: 2 1

# %% student
def square(rng):
    return rng.normal(size=3) ** 2
# %% test
expected = np.random.default_rng(5).normal(size=3) ** 2
assert np.allclose(square(np.random.default_rng(5)), expected)
