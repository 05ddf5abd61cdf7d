# marks: 2 0
# why: letters that are none do not stop the answer

def attack(notebook, folder):
    answer(notebook, 'double', 'def double(x): return x + x')
    notebook['cells'].append({'cell_type': 'code', 'id': 's', 'metadata': {}, 'source': 'x = "\ud800"', 'outputs': [], 'execution_count': None})
    return notebook
