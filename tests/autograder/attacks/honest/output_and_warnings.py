# marks: 2 1
# why: nor do output, warnings and pictures
# seconds: 30

# %% student
%matplotlib inline
import warnings, sys
import matplotlib.pyplot as plt
plt.plot([1, 2, 3]); plt.show()
# %% student
def square(x):
    print('squaring', x); print('careful', file=sys.stderr); warnings.warn('careful')
    return x * x
square(2)
