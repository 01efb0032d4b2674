"""Two statements that are in each other's way although their order does not matter: one goes before the other (P16)."""

from collections.abc import Iterator, Sequence
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import Conflict, conflict, within
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.loan import borrowers, is_exclusive, is_guard, lent_place, through_loan
from ferrule.repair.moves.borrows.places import place_of, receiver_place, touches
from ferrule.repair.moves.borrows.traces import Footprint, independent
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.tree import COMMENTS
from ferrule.syntax.variables import Variable

ID: Final = "move-past-borrow"
CODES: Final = frozenset({"E0499", "E0502", "E0503", "E0505", "E0506"})
_MOST: Final = 12
"""Statements between which an order is looked for."""


def propose(case: Case) -> Iterator[Offer]:
    """Lend later, use what is lent sooner, or do the other thing last: the first of them that changes nothing."""
    found = conflict(case)
    holder = found.holder if found is not None else None
    if found is None or holder is None or holder.declaration.parent is None or is_guard(case, holder):
        return
    held = holder.declaration
    here = within(found.now, held.parent)
    siblings = [one for one in held.parent.named_children if one.type not in COMMENTS] if held.parent else []
    if here is None or here.start_byte <= held.start_byte or here.type == "attribute_item":
        return
    inside = [one for one in siblings if held.start_byte < one.start_byte < here.start_byte]
    after = [one for one in siblings if one.start_byte > here.start_byte]
    using = [one for one in after if _uses(one, borrowers(found))]
    if len(inside) > _MOST or len(after) > _MOST * 4:
        return
    if not any(_uses(one, borrowers(found)) for one in (*inside, here)) and using:
        yield from _lend_later(case, found, held, [*inside, here])
    elif using and not holder.is_mutable:
        yield from _lend_again(case, held, here, [*inside, here, *(after if is_exclusive(case) else ())])
    if using and not any(_uses(here, [one]) for one in borrowers(found)):
        yield from _use_sooner(case, found, here, after, using)
        yield from _do_last(case, found, here, after, using)


def _lend_later(case: Case, found: Conflict, held: Node, passed: Sequence[Node]) -> Iterator[Offer]:
    """Yield the `let` behind what is in its way: a way to a place can be taken later where the place stays the same."""
    lending, others = footprint(case, [held]), footprint(case, passed)
    place = lent_place(found)
    if place is None or not independent(lending, others):
        lends_whole = is_exclusive(case) and place is not None and _is_way(held)
        if not lends_whole or touches(others.writes, _ways(lending, place)):
            return
    end = passed[-1].end_byte
    yield case.replace(
        LIKELY, "what is lent is not needed yet: it is lent later", _cut(case, held), (end, end, _again(case, held))
    )


def _lend_again(case: Case, held: Node, here: Node, passed: Sequence[Node]) -> Iterator[Offer]:
    """Yield the same `let` once more behind what is in its way: the same place is lent a second time.

    Of a call that only looks, the same comes back where nothing that it looks at was changed.
    """
    value = held.child_by_field_name("value")
    if value is None:
        return
    lending, others = footprint(case, [value]), footprint(case, passed)
    if value.type != "reference_expression" or place_of(value) is None:
        is_same = value.type == "call_expression" and lending.is_quiet and not is_exclusive(case)
        is_same = is_same and receiver_place(value) is not None and not touches(others.writes, lending.reads)
        is_free = is_same
    else:
        is_free = is_exclusive(case) and not touches(others.writes, _ways(lending, place_of(value)))
    if is_free:
        end = here.end_byte
        yield case.replace(LIKELY, "the same place is lent again after it", (end, end, _again(case, held)))


def _ways(lending: Footprint, place: tuple[str, ...] | None) -> frozenset[tuple[str, ...]]:
    """Give what the way to a place hangs on, the place itself left out: the variables of its indices."""
    head = place[0] if place else ""
    return frozenset(one for one in lending.reads if one[0] != head)


def _is_way(held: Node) -> bool:
    """Say whether a `let` only names places, such as `&mut self.rows[n]` or `View { rows: &mut self.rows }`."""
    value = held.child_by_field_name("value")
    return value is not None and value.type in {"reference_expression", "struct_expression", "tuple_expression"}


def _use_sooner(
    case: Case, found: Conflict, here: Node, after: Sequence[Node], using: Sequence[Node]
) -> Iterator[Offer]:
    """Yield the uses of what is lent before the statement in their way."""
    last = after.index(using[-1])
    moved = [one for one in after[: last + 1] if one in using]
    passed = [here, *(one for one in after[:last] if one not in using)]
    if any(_binds(one) for one in moved) or _is_value(using[-1]):
        return
    mine, theirs = footprint(case, moved), footprint(case, passed)
    if not independent(mine, theirs):
        return
    sound = independent(through_loan(case, found, moved), theirs)
    if not sound and (is_exclusive(case) or lent_place(found) is None):
        return  # of a shared loan, what is read sooner is what was lent
    text = "".join(_line(case, one) for one in moved)
    cuts = [_cut(case, one) for one in moved]
    yield case.replace(
        LIKELY if sound else LIKELY + 4, "what is lent is used before", (here.start_byte, here.start_byte, text), *cuts
    )


def _do_last(case: Case, found: Conflict, here: Node, after: Sequence[Node], using: Sequence[Node]) -> Iterator[Offer]:
    """Yield the statement in the way behind the last use of what is lent."""
    passed = after[: after.index(using[-1]) + 1]
    if _is_value(using[-1]) or (_binds(here) and any(True for one in passed if _names(found, here, one))):
        return
    mine = footprint(case, [here])
    if independent(mine, through_loan(case, found, passed)):
        end = passed[-1].end_byte
        yield case.replace(
            POSSIBLE, "what is in the way is done after", _cut(case, here), (end, end, _again(case, here))
        )


def _uses(statement: Node, held: Sequence[Variable]) -> bool:
    return any(statement.start_byte <= use.start_byte < statement.end_byte for one in held for use in one.uses)


def _names(found: Conflict, binding: Node, user: Node) -> bool:
    bound = [one for one in found.variables if binding.start_byte <= one.bound.start_byte < binding.end_byte]
    return _uses(user, bound)


def _binds(statement: Node) -> bool:
    return statement.type == "let_declaration"


def _is_value(statement: Node) -> bool:
    """Say whether a statement is the value of its block."""
    return not statement.type.endswith(("_statement", "_declaration", "macro_invocation")) and (
        statement.next_named_sibling is None
    )


def _line(case: Case, statement: Node) -> str:
    text = case.text.at(statement.start_byte, statement.end_byte)
    mark = "" if text.endswith((";", "}")) else ";"
    return f"{text}{mark}\n{case.text.indent(statement.start_byte)}"


def _again(case: Case, statement: Node) -> str:
    return f"\n{case.text.indent(statement.start_byte)}{case.text.at(statement.start_byte, statement.end_byte)}"


def _cut(case: Case, statement: Node) -> tuple[int, int, str]:
    """Give the edit that takes a statement out with the line break before it."""
    source = case.text.source
    start = len(source[: statement.start_byte].rstrip(b" \t"))
    if start and source[start - 1 : start] == b"\n":
        start -= 1
    else:
        start = statement.start_byte
    end = statement.end_byte
    if source[end : end + 1] == b";":
        end += 1
    return (start, end, "")
