# marks: 0 1
# why: a message may not unfold beyond the limit

# %% student
import gc
from autograder.bridge import peer as wire
from autograder.bridge.channel import HEADER
def bridge():
    return next(o for o in gc.get_objects() if type(o) is wire.Peer)
def square(x):
    data = b'\x94\x01\x00\xdd\x03\xff\xff\xff' + b'\x90' * 0x3ffffff
    bridge().channel.socket.sendall(HEADER.pack(len(data)) + data)
