# marks: 0 0
# why: missing cells are put back

def attack(notebook, folder):
    notebook['cells'] = [cell for cell in notebook['cells'] if cell not in tests(notebook)]
    return notebook
