# says: lists a node twice; remember in `seen` which ones you have met
def topo(v):
    """Return a list of all nodes that v was made from, each once and after its parents; v is the last.

    For v = (x + y) * x that is, for example, [x, y, x + y, v].
    """
    order, seen, stack = [], set(), [(v, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.append(node)
        else:
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in node.parents)
    return order
