# marks: 0 1
# why: threads meddle with the student's process only

# %% student
import threading, time
import numpy as np, builtins
def meddle():
    while True:
        np.allclose = lambda *a, **k: True
        builtins.abs = lambda x: 0
        time.sleep(0.001)
threading.Thread(target=meddle, daemon=True).start()
def square(x):
    return 9 if np.ndim(x) == 0 else x
