# marks: 0 1
# why: the clock is not the student's to set

# %% student
import time
def works():
    try:
        return bool(time.clock_settime(time.CLOCK_REALTIME, 0) is None)
    except Exception:
        return False
def square(x):
    return x * x if works() else 0
