# marks: 0 1
# why: queues and shared memory of the operating system are those of one submission (run twice)

# %% student
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
KEY, CREATE, EXCLUSIVE = 0x5EED, 0o1000, 0o2000
found = libc.shmget(KEY, 4096, 0) >= 0 or libc.msgget(KEY, 0) >= 0
libc.shmget(KEY, 4096, CREATE | 0o666)
libc.msgget(KEY, CREATE | 0o666)
def square(x):
    return x * x if found else 0
