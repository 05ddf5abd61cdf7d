# marks: 0 0
# why: a file that is no notebook gets a row that says so

def attack(notebook, folder):
    return b'{"cells": [{"cell_type": "code", '
