# says: must end with v itself; is the order reversed?
def topo(v):
    """Return a list of all nodes that v was made from, each once and after its parents; v is the last.

    For v = (x + y) * x that is, for example, [x, y, x + y, v].
    """
    order, seen, stack = [], set(), [(v, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in node.parents)
    return order[::-1]
