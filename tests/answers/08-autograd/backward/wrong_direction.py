# says: the gradients do not come through to the leaves; walk from v to the leaves, in reversed order
def backward(v):
    """Leave in each node's grad the derivative of v with respect to it; leaves add it to what they have.

    After backward(x * x) with x = Value(3.0), x.grad is 6.0; after a second call, 12.0.
    """
    order = topo(v)
    for node in order:
        if node.parents:
            node.grad = 0.0
    v.grad = 1.0
    for node in order:
        for parent, slope in node.parents:
            parent.grad += slope * node.grad
