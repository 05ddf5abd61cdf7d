def graph_xyz(x, y, z):
    value = {"x": x, "y": y, "z": z, "p": x + y, "q": y - z}
    grad = dict.fromkeys("xyzpq", 0.0)
    grad["p"] += value["q"]
    grad["q"] += value["p"]
    for node, sign, parent in [("p", 1, "x"), ("p", 1, "y"), ("q", 1, "y"), ("q", -1, "z")]:
        grad[parent] += sign * grad[node]
    return value["p"] * value["q"], [grad["x"], grad["y"], grad["z"]]
