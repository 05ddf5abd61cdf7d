"""When a submission arrived, whatever its own files say."""

import os
import shutil
import time
from datetime import UTC, datetime, timedelta

import pytest

from autograder.course import arrivals
from autograder.course.directory import Course
from tests.autograder import tiny


@pytest.fixture
def course(tmp_path):
    tiny.make_course(tmp_path / "course")
    return tmp_path / "course"


def now():
    return datetime.now(UTC).replace(tzinfo=None)


def arrived(course):
    return arrivals.arrived(Course(course), "ada", tiny.LESSON)


def test_it_is_the_time_of_collecting_and_stays_so_when_the_files_are_touched(course):
    before = now() - timedelta(seconds=1)
    path = tiny.hand_in(course, "ada", tiny.solved())
    first = arrived(course)
    assert before <= first <= now()
    time.sleep(0.05)
    path.write_bytes(path.read_bytes())
    assert arrived(course) == first


def test_another_content_arrives_anew(course):
    tiny.hand_in(course, "ada", tiny.as_released())
    first = arrived(course)
    time.sleep(0.05)
    tiny.hand_in(course, "ada", tiny.solved())
    assert arrived(course) > first


def test_a_modification_time_set_back_is_not_believed(course):
    path = tiny.hand_in(course, "ada", tiny.solved())
    os.utime(path, (0, 0))
    assert arrived(course) > now() - timedelta(minutes=1)


def test_in_the_exchange_it_is_when_the_folder_was_handed_in(course, tmp_path):
    settings = f"c = get_config()\nc.CourseDirectory.course_id = 'nets'\nc.Exchange.root = {str(tmp_path / 'srv')!r}\n"
    (course / "nbgrader_config.py").write_text(settings)
    path = tiny.hand_in(course, "ada", tiny.solved())
    inbound = tmp_path / "srv" / "nets" / "inbound"
    other = inbound / f"ada+{tiny.LESSON}+2020-01-01 00:00:00 UTC+abc"
    other.mkdir(parents=True)
    (other / path.name).write_text("another try")
    handed_in = inbound / f"ada+{tiny.LESSON}+2020-01-02 00:00:00 UTC+def"
    shutil.copytree(path.parent, handed_in)
    at = datetime.fromtimestamp((handed_in / path.name).stat().st_ctime, UTC).replace(tzinfo=None)
    time.sleep(0.05)
    shutil.rmtree(path.parent)
    shutil.copytree(handed_in, path.parent)
    assert arrived(course) == at


def test_where_nothing_was_handed_in_there_is_no_time(course):
    assert arrived(course) is None


def test_whoever_collects_may_know_better(course):
    tiny.hand_in(course, "ada", tiny.solved())
    arrivals.note(Course(course), "ada", tiny.LESSON, datetime(2024, 5, 1))
    assert arrived(course) == datetime(2024, 5, 1)
