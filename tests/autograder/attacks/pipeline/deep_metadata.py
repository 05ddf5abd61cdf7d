# marks: 0 0
# why: even inside a valid notebook

import json


def attack(notebook, folder):
    text = json.dumps(notebook)
    deep = '[' * 900 + ']' * 900
    return text.replace('"metadata": {', '"metadata": {"deep": ' + deep + ', ', 1).encode()
