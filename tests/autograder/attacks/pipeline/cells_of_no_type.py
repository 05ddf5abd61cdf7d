# marks: 0 0
# why: cells that are none are not run

def attack(notebook, folder):
    notebook['cells'] = [None, 3, 'x', {}, {'cell_type': 'evil', 'source': {}}]
    return notebook
