def error_curve(f, df, x, hs, method):
    errors = []
    for h in hs:
        errors.append(abs(method(f, x, h) / df(x) - 1))
    return errors
