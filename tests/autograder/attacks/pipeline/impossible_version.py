# marks: 0 0
# why: a version that does not exist is refused

def attack(notebook, folder):
    notebook['nbformat'] = 10**9
    return notebook
