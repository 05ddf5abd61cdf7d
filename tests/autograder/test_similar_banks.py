"""The answer banks as a class: honest answers make no cluster, disguised copies do."""

import random
from pathlib import Path

import pytest

from autograder.course.directory import Course
from autograder.similar.answers import read_lesson
from autograder.similar.similar import compare
from autograder.similar.suspects import suspects
from tests.autograder.disguise import disguise

ROOT = Path(__file__).parent.parent.parent
BANKS = ROOT / "tests" / "answers"
LESSONS = sorted(
    path.name
    for path in BANKS.iterdir()
    if len({file.parent for file in path.glob("*/*.py")}) > 1  # one answer of two lines is no copy of anything
    and (ROOT / "course" / "source" / path.name).is_dir()
)


def with_class(name, seed):
    """Return a lesson whose students each have an answer of their own from the bank to every exercise."""
    lesson = read_lesson(Course(ROOT / "course"), name)
    shuffle = random.Random(seed).sample
    banks = {key: sorted((BANKS / name / answer.name).glob("*.py")) for key, answer in lesson.source.items()}
    texts = {
        key: [path.read_text(encoding="utf-8") for path in shuffle(paths, len(paths))] for key, paths in banks.items()
    }
    size = min(map(len, texts.values()))
    assert size >= 4
    for number in range(size):
        lesson.students[f"student-{number}"] = {
            key: lesson.read(lesson.source[key].name, own[number]) for key, own in texts.items()
        }
    return lesson


def copy(lesson, student):
    """Return a student's answers, disguised; those with a syntax error as they are."""
    copied = {}
    for key, answer in lesson.students[student].items():
        try:
            copied[key] = lesson.read(answer.name, disguise(answer.code))
        except SyntaxError:
            copied[key] = answer
    return copied


@pytest.mark.parametrize("name", LESSONS)
def test_honest_answers_make_no_cluster_and_a_disguised_copy_does(name):
    for seed in range(3):
        lesson = with_class(name, seed)
        assert compare(lesson).clusters == ()
        lesson.students["copy"] = copy(lesson, "student-1")
        (cluster,) = compare(lesson).clusters
        assert cluster.members == ("copy", "student-1")


@pytest.fixture(scope="module")
def library():
    return suspects(Course(ROOT / "course"), [])


@pytest.mark.parametrize("name", ["02-perceptron", "06-backprop"])
def test_honest_answers_do_not_come_from_the_library(name, library):
    assert [each.name for each in library] == ["nnlib/"]
    assert len(library[0].files) > 50
    assert compare(with_class(name, 0), library).clusters == ()


def test_a_disguised_copy_of_the_library_is_found(library):
    lesson = with_class("02-perceptron", 0)
    key = next(key for key, answer in lesson.source.items() if answer.name == "train-perceptron")
    code = library[0].files["perceptron/learning.py"]
    lesson.students["student-0"][key] = lesson.read("train-perceptron", disguise(code))
    (cluster,) = compare(lesson, library).clusters
    assert cluster.members == ("student-0", "nnlib/")
    assert cluster.pairs[0].parts[0].right.name == "perceptron/learning.py"
