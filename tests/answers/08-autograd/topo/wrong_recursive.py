# says: stopped with RecursionError: maximum recursion depth exceeded
def topo(v):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent, _ in node.parents:
                visit(parent)
            order.append(node)

    visit(v)
    return order
