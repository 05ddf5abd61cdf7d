# marks: 0 4
# why: the first answer counts, and the class goes on

def attack(notebook, folder):
    answer(notebook, 'parts', 'def parts(n): return n, n * n')
    answer(notebook, 'double', 'def double(x): return 0')
    cell = find(notebook, 'double')
    notebook['cells'].insert(notebook['cells'].index(cell) + 1, cell | {'id': 'again', 'source': 'def double(x): return 1'})
    return notebook
