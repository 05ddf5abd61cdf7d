# says: pull each row's largest logit out of the sum
def quadratic(Y, A):
    return np.sum((A - Y) ** 2) / (2 * len(Y))


def bce_logits(Y, Z):
    return np.sum(np.logaddexp(0, Z) - Y * Z) / len(Y)


def cce_logits(Y, Z):
    A = softmax(Z)
    return -np.mean(np.log(A[np.arange(len(Y)), Y.argmax(axis=1)]))
