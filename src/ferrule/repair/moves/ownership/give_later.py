"""A value is given away while a borrow of it is still in use: it is given away after the last use (P15, P16)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.ownership.endings import ends_unnoticed, is_noticed
from ferrule.repair.moves.ownership.given import Given, given, name_of
from ferrule.syntax.effects import Effects, commute, effects
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import closure_around, loop_around, statement_around
from ferrule.syntax.variables import Variable, variable_of

ID: Final = "give-later"
CODES: Final = frozenset({"E0505"})
_WATCHED: Final = re.compile(
    r"\.(?:lock|borrow|borrow_mut|read|write|enter|spawn|scope)\(|\b(?:File|BufWriter|channel|Guard|spawn|Pin)\b"
)
"""Words in what a variable is bound to: somebody waits for its end."""
_SHARED: Final = re.compile(
    r"\.(?:borrow|borrow_mut|get|load|lock|read|write|upgrade|strong_count|weak_count)\(|\b[A-Z][A-Z0-9_]+\b"
)
"""Words that look at what is shared: what is given away may change that without a word."""
_MOST: Final = 12


def propose(case: Case) -> Iterator[Offer]:
    """Move the statement behind the last one that uses the borrow, where nobody can tell."""
    lost = given(case)
    giving = statement_around(lost.value) if lost is not None else None
    if lost is None or giving is None or giving.parent is None or lost.value.type != "identifier":
        return
    last = _last_use(case, lost, giving)
    if last is None or loop_around(lost.value, giving) or closure_around(lost.value, giving):
        return
    between = _between(giving, last)
    done = _effects(case, lost, giving)
    if done is None or len(between) > _MOST or not all(commute(done, effects(one)) for one in between):
        return
    if done.acts and any(_SHARED.search(text_of(one)) for one in between):
        return
    words = lost.text.at(giving.start_byte, giving.end_byte)
    indent = lost.text.indent(last.start_byte)
    is_value = last.next_named_sibling is None and not lost.text.at(last.start_byte, last.end_byte).endswith((";", "}"))
    if not is_value:
        is_drop = lost.call is not None and name_of(lost.call) == "drop"
        message = f"a borrow of `{text_of(lost.value)}` is used after this: it is given away behind that"
        start = _line_start(lost, giving)
        rank = SURE if is_drop else LIKELY
        behind = (last.end_byte, last.end_byte, f"\n{indent}{words}")
        yield case.replace(rank, message, (start, giving.end_byte, ""), behind)


def _last_use(case: Case, lost: Given, giving: Node) -> Node | None:
    """Give the last statement beside the one that gives away, in which a borrow is still used."""
    block = giving.parent
    found: Node | None = None
    for spot in case.spots("borrow later used here"):
        if spot.path != lost.text.path or block is None:
            return None
        holder = lost.text.node(spot.byte_start, spot.byte_end)
        variable = variable_of(holder) if holder.type == "identifier" else None
        for use in (*variable.uses, holder) if variable is not None else (holder,):
            beside: Node | None = use
            while beside is not None and beside.parent != block:
                beside = beside.parent
            if beside is None:
                return None
            if found is None or beside.start_byte > found.start_byte:
                found = beside
    return found if found is not None and found.start_byte > giving.start_byte else None


def _between(giving: Node, last: Node) -> list[Node]:
    found, node = [], giving.next_named_sibling
    while node is not None and node.start_byte <= last.start_byte:
        if not node.type.endswith("comment"):
            found.append(node)
        node = node.next_named_sibling
    return found


def _effects(case: Case, lost: Given, giving: Node) -> Effects | None:
    """Give what the statement does: a `drop` does nothing where nobody waits for it. None where that is open."""
    if lost.call is None or name_of(lost.call) != "drop":
        return effects(giving)
    variable = variable_of(lost.value)
    if variable is None:
        return None
    bound = text_of(variable.declaration)
    if _WATCHED.search(bound) or is_noticed(case, bound):
        return None
    if not ends_unnoticed(case, _type(case, lost, variable)):
        return None
    is_plain = variable.declaration.child_by_field_name("pattern") == variable.bound
    return Effects(frozenset(), frozenset(), frozenset(), acts=False, leaves=False) if is_plain else None


def _type(case: Case, lost: Given, variable: Variable) -> str:
    """Give the type of a variable, as it is written or in the compiler's words; empty where nobody tells."""
    written = text_of(variable.declaration.child_by_field_name("type"))
    if written and "_" not in written:
        return written
    [told] = case.probe(case.text, [(lost.value.start_byte, lost.value.end_byte)]) or ("",)
    return told


def _line_start(lost: Given, statement: Node) -> int:
    source, start = lost.text.source, statement.start_byte
    while start and source[start - 1 : start].isspace():
        start -= 1
    return start
