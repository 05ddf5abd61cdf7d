# marks: 0 0
# why: a link is not followed out of the submission

def attack(notebook, folder):
    (folder / '01-tiny.ipynb').symlink_to(folder.parent.parent.parent / 'source/01-tiny/01-tiny.ipynb')
    return None
