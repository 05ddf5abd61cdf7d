"""Outcomes of trials → what they say about the tests of an exercise."""

import ast
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from autograder.audit import passes
from autograder.audit.banks import Answer, Change
from autograder.audit.exercises import Exercise, Step
from autograder.audit.mutants import Mutant, program
from autograder.audit.trial import BANK, BLANK, HARD_CODED, MUTANT, REPEAT, SEED, SOURCE, Outcome, Tested, Trial
from autograder.submissions.off_limits import violation

FATES = ("killed", "survived", "equivalent")
LONGEST = 120  # characters of a case
ENOUGH = 0.98  # of the mutants that are errors must fail


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant.

    Attributes
    ----------
    mutant : Mutant
    fate : {"killed", "survived", "equivalent"}
    sentence : str
        By which it died, why it is no error, or with which seed it survived.
    case : str
        The statement of the test in which it died.
    """

    mutant: Mutant
    fate: str
    sentence: str = ""
    case: str = ""


@dataclass(frozen=True)
class Case:
    """One statement of a test, and how many wrong answers it is the first to fail."""

    test: str
    line: int
    text: str
    hidden: bool
    kills: int


@dataclass
class Findings:
    """All about one exercise.

    Attributes
    ----------
    lesson, notebook, exercise : str
    verdicts : list of Verdict
    cases : list of Case
    problems : list of str
        What is wrong, one sentence each; empty if the tests are good. Survivors are not among them.
    notes : list of str
        What else there is to know.
    recorded : dict of str to int
        How many mutants had which fate, for an exercise that was left out because nothing has changed.
    bank : int
        Answers of the bank that were tried.
    seconds : float
        Processor time of all trials.
    test_seconds : float
        Of the source's answer and its tests.
    """

    lesson: str
    notebook: str
    exercise: str
    verdicts: list[Verdict] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    recorded: dict[str, int] = field(default_factory=dict)
    bank: int = 0
    seconds: float = 0.0
    test_seconds: float = 0.0

    @property
    def counts(self) -> dict[str, int]:
        """How many mutants had which fate."""
        fates = [verdict.fate for verdict in self.verdicts]
        return {fate: self.recorded.get(fate, fates.count(fate)) for fate in FATES}

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong and no mutant has survived."""
        return not self.problems and not self.notes and not self.counts["survived"]

    @property
    def idle(self) -> int:
        """How many hidden cases are the first to fail no wrong answer at all."""
        return sum(case.hidden and not case.kills for case in self.cases)


def rate(findings: Iterable[Findings]) -> float:
    """Return which part of the mutants that are errors was killed, 1 where there are none."""
    counts = [each.counts for each in findings]
    killed = sum(each["killed"] for each in counts)
    survived = sum(each["survived"] for each in counts)
    return killed / (killed + survived) if killed + survived else 1.0


def judge(
    findings: Findings,
    exercise: Exercise,
    steps: list[Step],
    trials: list[tuple[Trial, Outcome]],
    *,
    mutants: list[Mutant],
    equivalent: Mapping[Change, str],
    bank: list[Answer],
) -> None:
    """Fill in what the trials of an exercise say.

    Parameters
    ----------
    findings : Findings
    exercise : Exercise
    steps : list of Step
        Of the notebook.
    trials : list of (Trial, Outcome)
    mutants : list of Mutant
        In the order of their trials' names.
    equivalent : mapping of Change to str
        Changes that are no errors, with reasons.
    bank : list of Answer
    """
    by_kind = {kind: [(t, o) for t, o in trials if t.kind == kind] for kind in {trial.kind for trial, _ in trials}}
    cases = _Cases(exercise, steps)
    findings.seconds = sum(outcome.seconds for _, outcome in trials)
    findings.problems += _source_problems(by_kind)
    if by_kind.get(SOURCE):
        findings.test_seconds = by_kind[SOURCE][0][1].seconds
    for _, outcome in by_kind.get(BLANK, ()):
        findings.problems += [f"blank, {earned}" for test in outcome.tests.items() if (earned := _earned(*test))]
    fates = {int(trial.name): outcome for trial, outcome in by_kind.get(MUTANT, ())}
    for number, outcome in sorted(fates.items()):
        findings.verdicts.append(_verdict(mutants[number], outcome, equivalent, cases))
    if program(exercise.answer) is None:
        findings.notes.append("the answer is not plain Python, so it has no mutants")
    elif fates:
        findings.problems += _list_problems(findings.verdicts, equivalent, mutants)
    answers = {answer.name: answer for answer in bank}
    for trial, outcome in sorted(by_kind.get(BANK, ()), key=lambda pair: pair[0].name):
        findings.problems += _bank_problems(answers[trial.name], outcome, exercise, steps, cases)
    for _, outcome in by_kind.get(HARD_CODED, ()):
        if outcome.passed:
            findings.problems.append("the visible cases written down pass: the hidden ones add nothing")
        elif outcome.how == "ended":
            cases.killed(outcome)
    findings.cases = cases.counted()


def add_pass_problems(findings: Findings, exercise: Exercise, tests: Mapping[str, Mapping[str, Tested]]) -> None:
    """Add what went wrong with an exercise when its notebook was run from top to bottom, by the name of the pass."""
    for name in filter(tests.__contains__, passes.ALL):
        for test in exercise.tests:
            problem = _pass_problem(name, test, tests[name].get(test))
            findings.problems += [problem] if problem else []


def _pass_problem(name: str, test: str, tested: Tested | None) -> str:
    if tested is None:
        return f"{name}: {test} was not reached"
    if name == passes.BLANK:
        earned = _earned(test, tested)
        return f"in a blank notebook {earned}" if earned else ""
    if not tested.passed:
        return f"{name}, the source fails {test}: {tested.sentence}"
    if tested.stderr:
        first = tested.stderr.strip().splitlines()[0]
        return f"{name}, {test} writes to stderr, for which plain nbgrader gives 0: {first}"
    return ""


def _earned(test: str, tested: Tested) -> str:
    """Return what nothing earns in a test; empty where that is nothing."""
    if tested.score:
        return f"{test} gives {tested.score:g} points"
    return f"{test} passes" if tested.passed else ""


def _source_problems(by_kind: Mapping[str, list[tuple[Trial, Outcome]]]) -> list[str]:
    problems = [f"the source fails: {o.sentence}" for _, o in by_kind.get(SOURCE, ()) if not o.passed]
    for kind, what in ((REPEAT, "in one of several repeats"), (SEED, "with the seed {}")):
        failed = [outcome for _, outcome in by_kind.get(kind, ()) if not outcome.passed]
        problems += [f"the source fails {what.format(each.seed)}: {each.sentence}" for each in failed[:1]]
    return problems


def _verdict(mutant: Mutant, outcome: Outcome, equivalent: Mapping[Change, str], cases: "_Cases") -> Verdict:
    reason = equivalent.get((mutant.before, mutant.after))
    if outcome.passed:
        return Verdict(mutant, "equivalent", reason) if reason else Verdict(mutant, "survived", f"seed {outcome.seed}")
    return Verdict(mutant, "killed", outcome.sentence, cases.killed(outcome))


def _list_problems(verdicts: list[Verdict], equivalent: Mapping[Change, str], mutants: list[Mutant]) -> list[str]:
    """Return what is wrong with the list of changes that are no errors."""
    known = {(mutant.before, mutant.after) for mutant in mutants}
    killed = {(v.mutant.before, v.mutant.after) for v in verdicts if v.fate == "killed"}
    survived = {(v.mutant.before, v.mutant.after) for v in verdicts if v.fate == "equivalent"}
    return [
        f"listed as equivalent, but {why}: {' / '.join(before) or '(nothing)'} → {' / '.join(after)}"
        for (before, after) in equivalent
        for why in (["no mutant is this"] if (before, after) not in known else [])
        + (["it fails"] if (before, after) in killed - survived else [])
    ]


def _bank_problems(
    answer: Answer, outcome: Outcome, exercise: Exercise, steps: list[Step], cases: "_Cases"
) -> list[str]:
    broken = violation(answer.source, [], [step.source for step in steps], exercise.off_limits)
    sentence = broken or outcome.sentence
    if answer.right:
        return [f"the right answer {answer.name} fails: {sentence}"] if sentence else []
    if not sentence:
        return [f"the wrong answer {answer.name} passes"]
    cases.killed(outcome)
    told = answer.says in sentence
    return [] if told else [f"the wrong answer {answer.name} is told {sentence!r}, expected {answer.says!r}"]


class _Cases:
    """The statements of an exercise's tests, and how often each was the first to fail an answer."""

    def __init__(self, exercise: Exercise, steps: list[Step]):
        self._kills: Counter[tuple[str, int]] = Counter()
        self._exercise = exercise
        sources = {step.grade_id: step.source for step in steps[exercise.first : exercise.last + 1]}
        self._statements = {test: _statements(sources[test]) for test in exercise.tests}

    def killed(self, outcome: Outcome) -> str:
        """Count a failure; return the statement in which it came up."""
        test, tested = outcome.first_failure or ("", None)
        for first, last, text in self._statements.get(test, ()):
            if tested and first <= tested.line <= last:
                self._kills[test, first] += 1
                return text[:LONGEST]
        return ""

    def counted(self) -> list[Case]:
        """Return every statement that could fail an answer."""
        shown = {test: _squeezed(text) for test, text in self._exercise.visible.items()}
        return [
            Case(test, first, text[:LONGEST], text not in shown[test], self._kills[test, first])
            for test, statements in self._statements.items()
            for first, _, text in statements
        ]


def _statements(test: str) -> list[tuple[int, int, str]]:
    """Return first line, last line and text of the statements of a test that check something."""
    try:
        tree = ast.parse(test)
    except SyntaxError:
        return []
    lines = test.split("\n")
    return [
        (statement.lineno, last, _squeezed("\n".join(lines[statement.lineno - 1 : last])))
        for statement in tree.body
        if _may_fail(statement) and (last := statement.end_lineno or statement.lineno)
    ]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _may_fail(statement: ast.stmt) -> bool:
    """Return whether a statement looks like a case: it asserts, or calls something for the sake of the call."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
        return False
    quiet = ("hide", "done")
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        function = statement.value.func
        return not (isinstance(function, ast.Attribute) and function.attr in quiet)
    return any(isinstance(node, ast.Assert | ast.Expr | ast.Raise) for node in ast.walk(statement))
