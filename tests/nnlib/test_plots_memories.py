import matplotlib.pyplot as plt
import numpy as np

from nnlib.plots.memories import rows_of_pictures


def test_each_row_has_its_label_and_its_pictures_side_by_side(backend):
    first, second = np.array([[1.0, -1.0, -1.0, -1.0, 1.0, -1.0]] * 2), np.arange(12.0).reshape(2, 6)
    ax = rows_of_pictures({"stored": backend(first), "recalled": backend(second)}, (2, 3))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["stored", "recalled"]
    sheet = np.asarray(ax.images[0].get_array())
    np.testing.assert_array_equal(sheet[1:3, 1:4], [[1, 0, 0], [0, 1, 0]])
    np.testing.assert_allclose(sheet[5:7, 6:9], np.arange(6, 12).reshape(2, 3) / 11)
    plt.close("all")


def test_a_row_of_one_value_is_white():
    ax = rows_of_pictures({"nothing": np.full((1, 4), -1.0)}, (2, 2))
    np.testing.assert_array_equal(np.asarray(ax.images[0].get_array())[1:3, 1:3], 0)
    plt.close("all")
