# marks: 0 1
# why: no devices but the harmless ones

# %% student
import os
def works():
    try:
        return bool(any(os.path.exists(f'/dev/{d}') for d in ('sda', 'vda', 'mem', 'kmsg', 'fuse', 'kvm')))
    except Exception:
        return False
def square(x):
    return x * x if works() else 0
