# marks: 0 1
# why: and its own importers

# %% student
import sys
class Fake:
    def find_spec(self, name, path=None, target=None):
        raise ImportError('gone') if name != 'x' else None
sys.meta_path.insert(0, Fake())
sys.path.insert(0, '/tmp')
def square(x):
    return 0
