# marks: 2 0
# why: points come from the source; one answer is right

def attack(notebook, folder):
    for cell in tests(notebook):
        cell['metadata']['nbgrader']['points'] = 1e308
    answer(notebook, 'double', 'def double(x): return x + x')
    return notebook
