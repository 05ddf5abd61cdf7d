# marks: 0 1
# why: SystemExit is an ordinary error of the answer

# %% student
def square(x):
    raise SystemExit(0)
