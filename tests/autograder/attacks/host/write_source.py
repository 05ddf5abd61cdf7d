# marks: 0 1
# why: a path that is not there cannot be written

# %% student
def works():
    try:
        return bool(open('SECRET_FILE', 'w').write('owned'))
    except Exception:
        return False
def square(x):
    return x * x if works() else 0
