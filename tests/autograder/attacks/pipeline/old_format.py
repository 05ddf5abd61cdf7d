# marks: 0 0
# why: notebooks of another format version are converted or refused

def attack(notebook, folder):
    return {'nbformat': 2, 'nbformat_minor': 0, 'metadata': {}, 'worksheets': [{'cells': [{'cell_type': 'code', 'input': '1'}]}]}
