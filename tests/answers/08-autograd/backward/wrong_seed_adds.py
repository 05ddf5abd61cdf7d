# says: nodes with parents must start the second walk at 0; theirs was handed down again
def backward(v):
    """Leave in each node's grad the derivative of v with respect to it; leaves add it to what they have.

    After backward(x * x) with x = Value(3.0), x.grad is 6.0; after a second call, 12.0.
    """
    order = topo(v)
    for node in order:
        pass
    v.grad += 1.0
    for node in reversed(order):
        for parent, slope in node.parents:
            parent.grad += slope * node.grad
