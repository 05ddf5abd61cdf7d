# marks: 0 0
# why: nor are they file names

def attack(notebook, folder):
    for cell in notebook['cells']:
        cell['id'] = '../../../etc/passwd'
        cell['metadata']['name'] = '../../../../tmp/owned'
    return notebook
