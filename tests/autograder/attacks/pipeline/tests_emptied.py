# marks: 0 0
# why: the text of tests comes from the source

def attack(notebook, folder):
    for cell in tests(notebook):
        cell['source'] = ''
    return notebook
