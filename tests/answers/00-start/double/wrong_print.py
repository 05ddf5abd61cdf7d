# says: returned None; is its `return` missing?
def double(x):
    print(2 * x)
