# marks: 0 1
# why: autograder.checks is patched in the student's process only
# kernel: 2 1

# %% student
from autograder import checks
from autograder.checks import check
for name in ('example', 'random', 'that', 'done', 'call', '_check_signature'):
    setattr(check.Check, name, lambda self, *a, **k: None)
def square(x):
    return 0
# %% test
from autograder import checks
check = checks.Check(square, 'x')
check.example(3, expect=9)
check.done()
