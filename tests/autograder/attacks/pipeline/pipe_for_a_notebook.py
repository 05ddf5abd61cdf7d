# marks: 0 0
# why: and a pipe is not waited for

import os


def attack(notebook, folder):
    os.mkfifo(folder / '01-tiny.ipynb')
    return None
