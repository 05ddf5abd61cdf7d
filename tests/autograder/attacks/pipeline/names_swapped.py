# marks: 0 0
# why: a cell is recognized by name, but its text is the source's

def attack(notebook, folder):
    cell = find(notebook, 'double-test')
    cell['metadata']['nbgrader']['grade_id'] = 'mine'
    notebook['cells'].append({'cell_type': 'code', 'id': 'x', 'metadata': cell['metadata'] | {'nbgrader': {**cell['metadata']['nbgrader'], 'grade_id': 'double-test'}}, 'source': '2.0', 'outputs': [], 'execution_count': 1})
    return notebook
