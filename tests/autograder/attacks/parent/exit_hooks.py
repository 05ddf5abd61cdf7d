# marks: 0 1
# why: code registered for the end or for a fork stays in its own process (run twice)

# %% student
import atexit, os
ran = os.path.exists('/tmp/ran') or os.environ.get('RAN') or hasattr(os, 'ran')
def leave():
    os.environ['RAN'] = '1'
    os.ran = True
    open('/tmp/ran', 'w').close()
atexit.register(leave)
os.register_at_fork(before=leave, after_in_parent=leave, after_in_child=leave)
os.fork() or os._exit(0)
ran = False if ran is None else ran
def square(x):
    return x * x if ran else 0
