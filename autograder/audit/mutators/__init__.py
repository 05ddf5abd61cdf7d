"""The errors that are put into solutions, each kind a function from a place in the syntax tree to what may stand there.

A mutator takes a node and a `Place` and yields nodes to put in its stead. That a mutant compiles, differs from all
others and lies in the solution is seen to by ``autograder.audit.mutants``.
"""

from autograder.audit.mutators import arrays, calls, constants, operators, statements
from autograder.audit.mutators.place import Mutator, Place

__all__ = ["MUTATORS", "Mutator", "Place"]

MUTATORS: dict[str, Mutator] = {
    "operator": operators.operator,
    "comparison": operators.comparison,
    "condition": operators.condition,
    "constant": constants.constant,
    "off by one": constants.off_by_one,
    "axis": arrays.axis,
    "sign": operators.sign,
    "transposition": arrays.transposition,
    "dropped term": operators.dropped_term,
    "dropped call": calls.dropped_call,
    "dropped statement": statements.dropped_statement,
    "swapped": calls.swapped,
    "other function": calls.other_function,
    "in place": statements.in_place,
    "missing copy": arrays.missing_copy,
    "dtype": arrays.dtype,
    "early return": statements.early_return,
}
