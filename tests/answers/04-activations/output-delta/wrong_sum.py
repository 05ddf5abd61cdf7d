# says: the loss is a mean over the samples: divide by n
def output_delta(kind, A, Y):
    return A - Y
