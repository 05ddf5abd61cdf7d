# marks: 0 1
# why: file descriptors that are sent along are not taken

# %% student
import gc
from autograder.bridge import peer as wire
from autograder.bridge.channel import HEADER
def bridge():
    return next(o for o in gc.get_objects() if type(o) is wire.Peer)
import os, socket
def square(x):
    here = bridge()
    socket.send_fds(here.channel.socket, [b'\0'], [0, 1, 2])
    return x * x
