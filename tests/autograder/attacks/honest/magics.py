# marks: 2 1
# why: Jupyter's magics work

# %% student
%%time
total = sum(range(1000))
# %% student
%timeit -n1 -r1 sum(range(10))
files = !ls
%pwd
%lsmagic
# %% student
def square(x):
    return x * x
# %% student
square?
%whos
