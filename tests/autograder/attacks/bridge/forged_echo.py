# marks: 0 0
# why: an echo changes the arguments of the call and nothing else

# %% student
import gc
from autograder.bridge import peer as wire
from autograder.bridge.channel import HEADER
def bridge():
    return next(o for o in gc.get_objects() if type(o) is wire.Peer)
from autograder.bridge import peer as wire
send = wire.Peer._answer
def answer(self, number, function, arguments, keywords, seconds):
    try:
        return self.codec.encode([1, number, 0, [[0, 'nonsense', {}, {1: 2}], ['x'], 3]])
    except Exception:
        return send(self, number, function, arguments, keywords, seconds)
wire.Peer._answer = answer
def square(x):
    return 0
