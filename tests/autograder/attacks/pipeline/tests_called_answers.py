# marks: 0 0
# why: which cells are graded comes from the source

def attack(notebook, folder):
    for cell in tests(notebook):
        cell['metadata']['nbgrader'] |= {'grade': False, 'solution': True, 'locked': False}
    return notebook
