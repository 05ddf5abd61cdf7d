# marks: 2 1
# why: errors in scratch cells cost nothing

# %% student
1 / 0
# %% student
this is not Python
# %% student
input('a number? ')
# %% student
def square(x):
    return x * x
# %% student
import sys
sys.exit()
# %% student
exit
