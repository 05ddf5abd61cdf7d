# marks: 0 1
# why: a message that takes too long is not waited for

# %% student
import gc
from autograder.bridge import peer as wire
from autograder.bridge.channel import HEADER
def bridge():
    return next(o for o in gc.get_objects() if type(o) is wire.Peer)
import time
def square(x):
    here = bridge()
    here.channel.socket.sendall(HEADER.pack(1000))
    while True:
        here.channel.socket.sendall(b' ')
        time.sleep(0.05)
