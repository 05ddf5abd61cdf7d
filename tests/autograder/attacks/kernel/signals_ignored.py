# marks: 0 1
# why: the time limit does not depend on the signals that the process takes

# %% student
import signal
signal.signal = lambda *_: None
signal.setitimer = lambda *_: None
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))
def square(x):
    while True:
        pass
