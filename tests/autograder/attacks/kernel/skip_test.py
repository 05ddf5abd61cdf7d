# marks: 0 1
# why: a test that student code wants skipped has not ended

# %% student
import unittest
def square(x):
    raise unittest.SkipTest('not today')
