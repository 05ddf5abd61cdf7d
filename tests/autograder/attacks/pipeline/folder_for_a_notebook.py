# marks: 0 0
# why: a folder is no notebook

def attack(notebook, folder):
    (folder / '01-tiny.ipynb').mkdir()
    return None
