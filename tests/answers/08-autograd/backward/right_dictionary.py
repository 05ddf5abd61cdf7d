def backward(v):
    shares = {v: 1.0}
    for node in topo(v)[::-1]:
        share = shares.get(node, 0.0)
        for parent, slope in node.parents:
            shares[parent] = shares.get(parent, 0.0) + share * slope
    for node, share in shares.items():
        node.grad = share if node.parents else node.grad + share
