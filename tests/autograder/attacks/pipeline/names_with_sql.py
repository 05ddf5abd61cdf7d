# marks: 0 0
# why: names of cells that are not in the source are nobody's

def attack(notebook, folder):
    for cell in tests(notebook):
        cell['metadata']['nbgrader']['grade_id'] += "'; update grade set auto_score = 99; --"
    return notebook
