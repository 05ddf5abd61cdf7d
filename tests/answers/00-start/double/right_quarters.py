def double(x):
    result = 0 * x
    for _ in range(4):
        result = result + x / 2
    return result
