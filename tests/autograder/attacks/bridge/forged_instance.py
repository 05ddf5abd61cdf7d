# marks: 0 1
# why: an object of the instructor's class may not bring its own methods
# kernel: 2 1

# %% student
import gc
from autograder.bridge import peer as wire
from autograder.bridge.channel import HEADER
def bridge():
    return next(o for o in gc.get_objects() if type(o) is wire.Peer)
# %% locked
class Answer:
    def __init__(self, value): self.value = value
    def right(self, expected): return self.value == expected
# %% student
import gc
def square(x):
    answer = Answer(0)
    answer.right = lambda expected: True
    return answer
# %% test
assert square(3).right(9)
