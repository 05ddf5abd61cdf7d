# marks: 0 0
# why: of two cells with one name the second does not count

def attack(notebook, folder):
    for cell in list(tests(notebook)):
        notebook['cells'].insert(0, cell | {'id': cell['id'] + '2', 'source': 'True'})
    return notebook
