# marks: 0 0
# why: what students write is cleaned before anybody sees it

def attack(notebook, folder):
    find(notebook, 'why')['source'] = '<script>alert(1)</script><img src=x onerror=alert(1)>'
    return notebook
