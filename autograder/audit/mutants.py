"""A solution → its mutants: every version with one small error that Python runs and takes for another program."""

import difflib
import types
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider

from autograder.audit.mutators import MUTATORS, Place

Lines = tuple[str, ...]
UNTOUCHED = (cst.Import, cst.ImportFrom, cst.Annotation, cst.Decorator)


@dataclass(frozen=True)
class Mutant:
    """One version of an answer with an error.

    Attributes
    ----------
    kind : str
        The name of its mutator.
    line : int
        The first line that is changed, counted from 1.
    source : str
        The whole answer.
    before, after : tuple of str
        The changed lines, without indentation, as they were and as they are.
    """

    kind: str
    line: int
    source: str
    before: Lines
    after: Lines


def mutants(source: str, spans: Sequence[tuple[int, int]]) -> list[Mutant]:
    """Return the mutants of an answer, none of them the same program as it or as another; none if it is no Python.

    Parameters
    ----------
    source : str
        The answer.
    spans : sequence of (int, int)
        First and last line of what the student writes, counted from 1.
    """
    found: list[Mutant] = []
    known = {program(source)}
    if None in known:
        return found
    for kind, text in _versions(source, spans):
        key = program(text)
        if key is not None and key not in known:
            known.add(key)
            found.append(Mutant(kind, *_difference(source, text)))
    return found


def program(source: str) -> Hashable:
    """Return what Python makes of a text, equal for texts of the same bytecode; None if it is no Python."""
    try:
        return _plain(compile(source, "answer", "exec"))
    except (SyntaxError, ValueError):
        return None


def _plain(value: object) -> Hashable:
    """Return code without the places it came from; constants with their types, since 1 equals 1.0 and True."""
    if not isinstance(value, types.CodeType):
        return (type(value).__name__, repr(value))
    constants = tuple(map(_plain, value.co_consts))
    names = (value.co_names, value.co_varnames, value.co_freevars, value.co_cellvars, value.co_name)
    shape = (value.co_argcount, value.co_posonlyargcount, value.co_kwonlyargcount, value.co_flags)
    return value.co_code, constants, names, shape, value.co_exceptiontable


def _versions(source: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of every version, compilable or not, in the order of the lines."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    positions = wrapper.resolve(PositionProvider)
    place = Place(wrapper.resolve(ParentNodeProvider))
    for node in _nodes(wrapper.module):
        where = positions.get(node)
        if where is None or not any(first <= where.start.line and where.end.line <= last for first, last in spans):
            continue
        for kind, mutate in MUTATORS.items():
            for other in mutate(node, place):
                # libcst takes several statements for one, though its annotation does not say so
                module = wrapper.module.deep_replace(node, other)  # type: ignore[type-var]
                if isinstance(module, cst.Module):
                    yield kind, module.code


def _nodes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for child in node.children:
        if not isinstance(child, UNTOUCHED):
            yield from _nodes(child)


def _difference(source: str, text: str) -> tuple[int, str, Lines, Lines]:
    """Return the first changed line, the text, and the changed lines of both."""
    old, new = source.splitlines(), text.splitlines()
    changes = [c for c in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if c[0] != "equal"]
    before = tuple(line.strip() for _, i, j, _, _ in changes for line in old[i:j])
    after = tuple(line.strip() for _, _, _, i, j in changes for line in new[i:j])
    return changes[0][1] + 1, text, before, after
