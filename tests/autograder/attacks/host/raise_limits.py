# marks: 0 1
# why: limits only go down

# %% student
import resource
def works():
    try:
        return bool(resource.setrlimit(resource.RLIMIT_DATA, (2**40, 2**40)) is None)
    except Exception:
        return False
def square(x):
    return x * x if works() else 0
