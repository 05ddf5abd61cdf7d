from itertools import product


def best_linear_xor(angles, offsets):
    def score(angle, offset):
        return sum(
            (np.cos(angle) * a + np.sin(angle) * b > offset) == (a != b) for a, b in product((0, 1), repeat=2)
        )

    return max(score(angle, offset) for angle, offset in product(angles, offsets))
