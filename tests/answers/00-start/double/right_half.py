def double(x):
    half = 0.5
    return x / half
