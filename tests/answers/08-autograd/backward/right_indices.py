def backward(v):
    nodes = list(topo(v))
    for i in range(len(nodes)):
        nodes[i].grad = nodes[i].grad if len(nodes[i].parents) == 0 else 0
    v.grad += 1
    for i in range(len(nodes) - 1, -1, -1):
        for pair in nodes[i].parents:
            pair[0].grad = pair[0].grad + pair[1] * nodes[i].grad
