# marks: 0 0
# why: a test is a code cell, whatever became of it

def attack(notebook, folder):
    for cell in tests(notebook):
        cell['cell_type'] = 'markdown'
        del cell['outputs'], cell['execution_count']
    return notebook
