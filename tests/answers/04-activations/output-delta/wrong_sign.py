# says: the sign is wrong
def output_delta(kind, A, Y):
    return (Y - A) / len(A)
