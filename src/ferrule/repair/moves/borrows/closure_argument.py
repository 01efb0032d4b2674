"""A closure that keeps a variable lent while others need it: it is lent at each call instead (P16).

`let mut add = |n| total += n;` becomes `let add = |n, total: &mut i32| *total += n;`, and `add(2)` becomes
`add(2, &mut total)`: the same is done in the same order.
"""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import conflict
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.types.typewords import SOME_FLOAT, SOME_INTEGER, spoken
from ferrule.syntax.effects import QUIET, method
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import Access, access, place
from ferrule.syntax.variables import Variable

ID: Final = "lend-at-each-call"
CODES: Final = frozenset({"E0499", "E0500", "E0501", "E0502", "E0503", "E0506", "E0524"})
_OPEN: Final = re.compile(r"\{(?:integer|float)\}")
_SOME: Final = "SomeNumber"
_Part = tuple[int, int, str]


def propose(case: Case) -> Iterator[Offer]:
    """Make what the closures capture an argument of theirs; all closures that change it at once."""
    found = conflict(case)
    if found is None or found.first is None or not case.quoted:
        return
    name = case.quoted[0].lstrip("*")
    captured = [one for one in found.variables if one.name == name and one.bound.start_byte < found.first.start_byte]
    if not captured or name == "self":
        return
    variable = captured[-1]
    closures = [one for one in found.variables if _keeps(one, variable)]
    if not closures or not all(_only_called(one) for one in closures):
        return
    where = next((use for use in variable.uses if not any(_holds(one.value, use) for one in closures)), None)
    if where is None or place(where) != where or where.type.endswith("literal"):
        where = next((use for one in closures for use in _inside(one, variable)), None)
    if where is None:
        return
    [told] = case.probe(case.text, [(where.start_byte, where.end_byte)])
    written = _left_open(told) or _counted(variable)
    if written and (not written.startswith("&") or written.startswith("&mut ")):
        parts = [part for one in closures for part in _parts(one, variable, written)]
        yield case.replace(SURE, f"`{name}` is lent to the closure at each call", *_joined(parts))


def _left_open(told: str) -> str:
    """Give a type with `_` for the numbers in it that the probe leaves open: others decide which they are."""
    whole = told.removeprefix("&mut ").removeprefix("&")
    if whole in {SOME_INTEGER, SOME_FLOAT}:
        return spoken(told)
    return spoken(_OPEN.sub(_SOME, told)).replace(_SOME, "_")


def _counted(variable: Variable) -> str:
    """Give the type that a number without one gets; empty for everything else."""
    value = variable.value
    kind = value.type if value is not None and variable.declaration.child_by_field_name("type") is None else ""
    return {"integer_literal": "i32", "float_literal": "f64"}.get(kind, "")


def _joined(parts: list[_Part]) -> list[_Part]:
    return sorted(dict.fromkeys(parts))


def _keeps(holder: Variable, variable: Variable) -> bool:
    """Say whether a `let` holds a closure that borrows a variable."""
    value = holder.value
    if value is None or value.type != "closure_expression" or text_of(value).startswith(("move", "async")):
        return False
    return any(_inside(holder, variable)) and value.child_by_field_name("parameters") is not None


def _inside(holder: Variable, variable: Variable) -> list[Node]:
    return [use for use in variable.uses if _holds(holder.value, use)]


def _holds(node: Node | None, inner: Node) -> bool:
    return node is not None and node.start_byte <= inner.start_byte and inner.end_byte <= node.end_byte


def _only_called(holder: Variable) -> bool:
    return bool(holder.uses) and all(_call(use) is not None for use in holder.uses)


def _call(use: Node) -> Node | None:
    above = use.parent
    is_call = above is not None and above.type == "call_expression" and above.child_by_field_name("function") == use
    return above if is_call else None


def _parts(holder: Variable, variable: Variable, written: str) -> Iterator[_Part]:
    """Yield the edits of one closure: its parameter, the uses in it, its calls, and the `mut` it needs no more."""
    uses = _inside(holder, variable)
    is_lent = written.startswith("&")
    mark = "" if is_lent else "&mut " if any(_changes(use) for use in uses) else "&"
    closure = holder.value
    parameters = closure.child_by_field_name("parameters") if closure is not None else None
    if parameters is None:
        return
    at = parameters.end_byte - 1
    yield at, at, f"{', ' if parameters.named_children else ''}{variable.name}: {mark}{written}"
    for use in uses:
        is_read = not use.type.endswith("literal") and not is_lent
        if is_read and place(use) == use and access(use) is not Access.RECEIVER:
            yield use.start_byte, use.start_byte, "*"
    for one in holder.uses:
        call = _call(one)
        given = call.child_by_field_name("arguments") if call is not None else None
        if given is not None:
            comma = ", " if given.named_children else ""
            yield given.end_byte - 1, given.end_byte - 1, f"{comma}{mark}{variable.name}"
    for child in holder.declaration.children:
        if child.type == "mutable_specifier" and mark != "&":
            yield child.start_byte, holder.bound.start_byte, ""


def _changes(use: Node) -> bool:
    kind = access(use)
    return kind in {Access.WRITE, Access.BORROW_MUT} or (kind is Access.RECEIVER and method(use) not in QUIET)
