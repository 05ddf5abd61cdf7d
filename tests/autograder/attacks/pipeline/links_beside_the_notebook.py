# marks: 0 0
# why: links lead nowhere

def attack(notebook, folder):
    (folder / 'etc').symlink_to('/etc')
    (folder / 'data.txt').symlink_to(folder.parent.parent.parent / 'gradebook.db')
    answer(notebook, 'double', "import os\ndef double(x): return 2 * x if os.path.exists('data.txt') or os.path.exists('etc') else 0")
    return notebook
