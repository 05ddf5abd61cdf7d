# marks: 0 0
# why: files that hide a library or configure one are left out

def attack(notebook, folder):
    for name in ('math.py', 'sys.py', 'numpy.py', 'msgpack.py', 'IPython.py', 'sitecustomize.py', 'nbgrader_config.py', 'autograder.py'):
        (folder / name).write_text('raise SystemExit(0)')
    (folder / 'autograder').mkdir()
    (folder / 'autograder' / '__init__.py').write_text('raise SystemExit(0)')
    return notebook
