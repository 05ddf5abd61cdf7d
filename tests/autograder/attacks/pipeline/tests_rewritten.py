# marks: 0 0
# why: whatever stands in them

def attack(notebook, folder):
    for cell in tests(notebook):
        cell['source'] = '1e9'
    return notebook
