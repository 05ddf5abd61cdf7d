def topo(v):
    uses, waiting, seen = {}, [v], {v}
    while waiting:
        for parent, _ in waiting.pop().parents:
            uses[parent] = uses.get(parent, 0) + 1
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    ready, order = [v], []
    while ready:
        node = ready.pop()
        order.append(node)
        for parent, _ in node.parents:
            uses[parent] -= 1
            if uses[parent] == 0:
                ready.append(parent)
    return order[::-1]
