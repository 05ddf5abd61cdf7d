# marks: 0 1
# why: no exception that student code raises can end a test well

# %% student
import gc
from autograder.bridge import peer as wire
from autograder.bridge.channel import HEADER
def bridge():
    return next(o for o in gc.get_objects() if type(o) is wire.Peer)
from autograder.bridge import errors
errors.fields = lambda *_: [None, [['builtins', 'SystemExit'], ['autograder.bridge.guard', 'TimeIsUp'], ['os', '_exit']], 'x', '']
def square(x):
    raise ValueError
