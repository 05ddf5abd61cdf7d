# marks: 0 0
# why: and one that nests without end

def attack(notebook, folder):
    return b'[' * 1_000_000
