"""Temporary folders: gone with their use, swept after a kill, and nothing else is touched."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder import pool
from autograder.execution.scratch import Scratch, sweep

HOLDING = """
from autograder.execution.scratch import Scratch
folder = Scratch("wall")
(folder.path / "inside").mkdir()
(folder.path / "inside" / "file").write_text("x")
print(folder.path, flush=True)
input()
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A directory for temporary files that nobody else uses."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def other(temporary):
    """A process that holds a folder, and the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    yield process, Path(process.stdout.readline().strip())
    process.kill()
    process.communicate()


def test_a_folder_is_private_and_gone_after_its_use(temporary):
    with Scratch("submission") as folder:
        assert folder.parent == temporary
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "file").touch()
    assert list(temporary.iterdir()) == []


def test_a_folder_of_a_living_process_stays(other):
    _, folder = other
    with Scratch("checker") as own:
        assert sweep() == []
        assert (folder / "inside" / "file").read_text() == "x"
        assert own.is_dir()


def test_the_folder_of_a_killed_process_is_swept(other):
    process, folder = other
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert folder.is_dir()
    assert sweep() == [folder]
    assert not folder.exists()


@pytest.mark.parametrize("name", ["autograder-wall", "autograder-notes-abcdefgh", "autograder-wall-abcdefgh.old", "x"])
def test_a_folder_of_another_name_is_not_ours(name, temporary):
    (temporary / name).mkdir()
    assert sweep() == []
    assert (temporary / name).is_dir()


def test_neither_a_link_nor_a_file_of_our_name_is_followed_or_removed(temporary):
    (temporary / "work").mkdir()
    (temporary / "work" / "marks.csv").touch()
    (temporary / "autograder-wall-abcdefgh").symlink_to(temporary / "work")
    (temporary / "autograder-wall-12345678").touch()
    assert sweep() == []
    assert (temporary / "work" / "marks.csv").exists()
    assert (temporary / "autograder-wall-12345678").exists()


def test_a_folder_of_another_user_is_not_ours(temporary, monkeypatch):
    (temporary / "autograder-wall-abcdefgh").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 1 + os.getuid())
    assert sweep() == []
    assert (temporary / "autograder-wall-abcdefgh").is_dir()


def test_what_a_student_has_locked_is_removed_and_what_links_lead_to_keeps_its_mode(temporary):
    target = temporary / "target"
    target.mkdir(mode=0o755)
    with Scratch("submission") as folder:
        locked = folder / "locked"
        locked.mkdir()
        (locked / "link").symlink_to(target)
        locked.chmod(0)
        folder.chmod(0o500)
    assert list(temporary.iterdir()) == [target]
    assert target.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("moment", [(tempfile, "mkdtemp"), (os, "open")], ids=["made", "opened"])
def test_a_folder_that_is_swept_before_it_is_held_is_made_again(moment, temporary, monkeypatch):
    names, make, step = [], tempfile.mkdtemp, getattr(*moment)

    def noted(**how):
        names.append(Path(make(**how)))
        return str(names[-1])

    def swept_after_it(*arguments, **how):
        result = (noted if step is make else step)(*arguments, **how)
        if len(names) == 1:
            names[0].rmdir()
        return result

    monkeypatch.setattr(tempfile, "mkdtemp", noted)
    monkeypatch.setattr(*moment, swept_after_it)
    with Scratch("wall") as folder:
        assert names.index(folder) == 1
        assert folder.is_dir()


def test_an_unknown_purpose_is_refused_since_nobody_would_sweep_it():
    with pytest.raises(ValueError, match=r"purpose must be one of audit, checker, .*got 'notes'"):
        Scratch("notes")


def test_a_pool_sweeps_before_and_after(other):
    process, folder = other
    process.kill()
    process.wait()
    with pool.LocalPool(1):
        assert not folder.exists()
        left = folder.with_name("autograder-template-abcdefgh")
        left.mkdir()  # as of a worker that was killed
    assert not left.exists()
