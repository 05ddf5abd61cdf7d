# marks: 0 1
# why: the Python installation is read-only

# %% student
def works():
    try:
        return bool(open(__import__('numpy').__file__, 'a').write(''))
    except Exception:
        return False
def square(x):
    return x * x if works() else 0
