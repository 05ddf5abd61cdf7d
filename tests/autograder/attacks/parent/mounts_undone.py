# marks: 0 1
# why: mounts cannot be undone, so that nothing under them can be seen

# %% student
import ctypes
def works():
    libc = ctypes.CDLL(None)
    return any(libc.umount2(place, 2) == 0 for place in (b'/', b'/tmp', b'/proc', b'/proc/sys', b'/dev', b'/home/student'))
def square(x):
    return x * x if works() else 0
