# marks: 0 1
# why: nothing of one run is there in another (each attack is run twice on the same machine)

# %% student
import os
left = False
for place in ('/tmp', '/dev/shm', '/var/tmp', os.path.expanduser('~')):
    try:
        left |= os.path.exists(f'{place}/left')
        open(f'{place}/left', 'w').close()
    except OSError:
        pass
def works():
    try:
        return bool(left)
    except Exception:
        return False
def square(x):
    return x * x if works() else 0
