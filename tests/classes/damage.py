"""What happens to notebooks on their way: cells of the student's own, deleted, copied, stripped, cut off."""

import copy
import json

from tests.course.lessons import ANSWERS


def _write(notebook, path):
    path.write_text(json.dumps(notebook, indent=1))


def _position(notebook, cell_id):
    return [cell["id"] for cell in notebook["cells"]].index(cell_id)


def none(notebook, path):
    """Hand in the notebook as it is."""
    _write(notebook, path)


def own_cells(notebook, path):
    """Add cells of the student's own between the exercises, some with output, one that fails."""
    for number, source in enumerate(["x = np.arange(5)\nprint('trying things', x)", "step([1, 2, 3])", "1 / 0"]):
        cell = {"cell_type": "code", "execution_count": None, "id": f"own-{number}", "metadata": {}, "outputs": []}
        notebook["cells"].insert(_position(notebook, "gates"), {**cell, "source": source})
    _write(notebook, path)


def without(cell_id):
    """Delete a cell."""

    def damage(notebook, path):
        del notebook["cells"][_position(notebook, cell_id)]
        _write(notebook, path)

    return damage


def twice(cell_id, old_answer):
    """Copy an answer cell, as JupyterLab does (with its nbgrader metadata), an old attempt in the copy."""

    def damage(notebook, path):
        position = _position(notebook, cell_id)
        second = copy.deepcopy(notebook["cells"][position])
        second["id"] = "copied-cell"
        second["source"] = next(ANSWERS.glob(f"*/{cell_id}/{old_answer}.py")).read_text()
        notebook["cells"].insert(position + 1, second)
        _write(notebook, path)

    return damage


def cut_off(notebook, path):
    """Break off in the middle of the file."""
    text = json.dumps(notebook)
    path.write_text(text[: len(text) // 2])


def without_metadata(notebook, path):
    """Drop ids and metadata, as some online editors do."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        del cell["id"]
    notebook.update(nbformat_minor=0, metadata={"colab": {"provenance": []}})
    _write(notebook, path)


def text_file(notebook, path):
    """Hand in no notebook at all."""
    path.with_suffix(".txt").write_text("my laptop broke, sorry")
