# marks: 0 0
# why: so does an empty one

def attack(notebook, folder):
    return b''
