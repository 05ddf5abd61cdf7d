# marks: 2 0
# why: even where JSON has no such number

def attack(notebook, folder):
    for cell in tests(notebook):
        cell['metadata']['nbgrader']['points'] = float('nan')
    answer(notebook, 'double', 'def double(x): return x + x')
    return notebook
