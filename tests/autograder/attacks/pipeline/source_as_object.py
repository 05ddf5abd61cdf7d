# marks: 0 0
# why: a cell whose text is no text is refused or blank

def attack(notebook, folder):
    find(notebook, 'double')['source'] = {'evil': ['x']}
    return notebook
