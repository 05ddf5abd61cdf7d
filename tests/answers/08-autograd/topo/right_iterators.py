def topo(v):
    order, listed, stack = [], set(), [(v, iter(v.parents))]
    met = {id(v)}
    while stack:
        node, parents = stack[-1]
        for parent, _ in parents:
            if id(parent) not in met:
                met.add(id(parent))
                stack.append((parent, iter(parent.parents)))
                break
        else:
            stack.pop()
            if id(node) not in listed:
                listed.add(id(node))
                order.append(node)
    return tuple(order)
