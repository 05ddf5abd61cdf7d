"""The answer banks: right answers of any style pass, and each wrong one is told what is wrong with it."""

import pytest

from tests.course.lessons import ANSWERS, exercises, lesson_names, run_check, stub

EXERCISES = [(lesson, exercise) for lesson in lesson_names() for exercise in exercises(lesson)]
GRADED = [pair for pair in EXERCISES if pair[0] != "00-start"]


def bank(kind):
    paths = sorted(ANSWERS.glob(f"*/*/{kind}_*.py"))
    return [pytest.param(path, id="/".join(path.parts[-3:])) for path in paths]


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
def test_the_source_solution_passes(lesson, exercise):
    assert run_check(lesson, exercise, exercises(lesson)[exercise][0].source) == ""


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
def test_the_released_stub_is_told_to_be_unwritten(lesson, exercise):
    assert "is not written yet" in run_check(lesson, exercise, stub(exercises(lesson)[exercise][0].source))


@pytest.mark.parametrize("path", bank("right"))
def test_a_right_answer_of_another_style_passes(path):
    assert run_check(path.parent.parent.name, path.parent.name, path.read_text()) == ""


@pytest.mark.parametrize("path", bank("wrong"))
def test_a_wrong_answer_is_told_its_mistake(path):
    answer = path.read_text()
    says = answer.partition("\n")[0].removeprefix("# says: ")
    assert says in run_check(path.parent.parent.name, path.parent.name, answer)


@pytest.mark.parametrize(("lesson", "exercise"), GRADED)
def test_every_exercise_has_a_bank_of_three_wrong_and_two_right_answers(lesson, exercise):
    folder = ANSWERS / lesson / exercise
    assert len(list(folder.glob("wrong_*.py"))) >= 3
    assert len(list(folder.glob("right_*.py"))) >= 2
