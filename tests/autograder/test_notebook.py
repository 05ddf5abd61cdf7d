import json
import os

import pytest

from autograder.submissions.notebook import LARGEST, UnreadableNotebookError, read_submission, write_atomically
from tests.autograder import tiny


def read(tmp_path, content):
    path = tmp_path / "submitted.ipynb"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return read_submission(path)


def test_texts_and_names_are_read(tmp_path):
    cells = read(tmp_path, tiny.solved())
    by_name = {cell.grade_id: cell for cell in cells}
    assert by_name["double"].source == tiny.RIGHT["double"]
    assert (by_name["double"].locked, by_name["double-test"].locked, by_name["imports"].locked) == (False, True, True)
    assert by_name["double"].cell_id == "id-double"


def test_a_list_of_lines_is_one_text(tmp_path):
    assert (
        read(tmp_path, {"cells": [{"cell_type": "code", "source": ["a = 1\n", "b = 2"]}]})[0].source == "a = 1\nb = 2"
    )


def test_notebooks_of_format_3_are_read(tmp_path):
    sheet = {"cells": [{"cell_type": "code", "input": ["x = 1"], "language": "python", "outputs": []}]}
    assert read(tmp_path, {"nbformat": 3, "worksheets": [sheet]})[0].source == "x = 1"


def test_a_byte_order_mark_does_no_harm(tmp_path):
    assert len(read(tmp_path, b"\xef\xbb\xbf" + json.dumps(tiny.solved()).encode())) == 8


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not valid JSON"),
        (b'{"cells": [', "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"1" * 10_000, "not valid JSON"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[]", "not an object"),
        (b'{"cells": 3}', "no list of cells"),
        (b"{}", "no list of cells"),
        ({"cells": [{}] * 5001}, "5001 cells, the limit is 5000"),
    ],
)
def test_what_is_no_notebook_is_called_by_its_name(tmp_path, content, reason):
    with pytest.raises(UnreadableNotebookError, match=reason):
        read(tmp_path, content)


def test_strange_cells_are_skipped_or_made_plain(tmp_path):
    strange = [
        None,
        7,
        {"cell_type": "code", "source": 3},
        {"cell_type": "video", "source": "x", "metadata": "none"},
        {"cell_type": "code", "source": ["a", 4, "b"], "metadata": {"nbgrader": {"grade_id": ["x"]}}},
        {"cell_type": "code", "source": "\ud800"},
    ]
    cells = read(tmp_path, {"cells": strange})
    assert [(cell.cell_type, cell.source, cell.grade_id) for cell in cells] == [
        ("code", "", None),
        ("markdown", "x", None),
        ("code", "ab", None),
        ("code", "?", None),
    ]


def test_links_and_pipes_are_not_opened(tmp_path):
    (tmp_path / "secret.ipynb").write_text(json.dumps(tiny.solved()))
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "secret.ipynb")
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    for name in ("link", "pipe", "folder", "absent"):
        with pytest.raises(UnreadableNotebookError, match=r"cannot be opened|not a regular file"):
            read_submission(tmp_path / f"{name}.ipynb")


def test_an_endless_file_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "big.ipynb"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(UnreadableNotebookError, match="larger than 64 MiB"):
        read_submission(path)


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "result.json"
    write_atomically(path, "old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
