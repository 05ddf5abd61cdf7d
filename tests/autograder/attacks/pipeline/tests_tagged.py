# marks: 0 0
# why: tags come from the source

def attack(notebook, folder):
    for cell in tests(notebook):
        cell['metadata']['tags'] = ['skip-execution', 'raises-exception', 'remove_cell']
    return notebook
