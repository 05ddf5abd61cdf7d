# says: lists a node before one of its parents; append it only when all of them are listed
def topo(v):
    order, seen, stack = [], set(), [v]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            order.append(node)
            stack.extend(parent for parent, _ in node.parents)
    return order[::-1]
