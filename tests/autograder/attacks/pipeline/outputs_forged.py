# marks: 0 0
# why: outputs in the file are no evidence

def attack(notebook, folder):
    for cell in tests(notebook):
        cell['outputs'] = [{'output_type': 'execute_result', 'data': {'text/plain': '4.0'}, 'metadata': {}, 'execution_count': 1}]
    return notebook
