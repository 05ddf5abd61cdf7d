POINTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
TARGETS = np.array([0, 1, 1, 0])


def best_linear_xor(angles, offsets):
    normals = np.stack([np.cos(angles), np.sin(angles)])
    fires = (POINTS @ normals)[:, :, None] > np.asarray(offsets)
    return (fires == (TARGETS == 1)[:, None, None]).sum(axis=0).max()
