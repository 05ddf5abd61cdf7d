# marks: 2 4
# why: a thousand scratch cells are allowed

def attack(notebook, folder):
    answer(notebook, 'double', 'def double(x): return x + x')
    answer(notebook, 'parts', 'def parts(n): return n, n * n')
    notebook['cells'] += [{'cell_type': 'code', 'id': f'c{n}', 'metadata': {}, 'source': f'x = {n}', 'outputs': [], 'execution_count': None} for n in range(1000)]
    return notebook
