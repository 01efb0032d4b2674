"""Threads that borrow and are joined in the same function: they run in a scope (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.lifetimes.joining import FILLING, is_join, is_joined
from ferrule.repair.moves.lifetimes.spawning import is_thread, spawn_at
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.types.conversions import BEFORE
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS, is_statement
from ferrule.syntax.variables import Variable, around_function, variables

ID: Final = "scope-threads"
CODES: Final = frozenset({"E0597", "E0521", "E0373", "E0716", "E0499", "E0502", "E0503", "E0505", "E0506"})
_LEAVING: Final = frozenset({"return_expression", "try_expression", "await_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Put the statements from the first thread to the last `join` into `thread::scope`."""
    call = spawn_at(case)
    function = around_function(call) if call is not None else None
    if call is None or function is None or not is_thread(call):
        return
    for block in _blocks(call, function):
        rows = [one for one in block.named_children if is_statement(one)]
        chosen = _chosen(rows, variables(function))
        if chosen:
            rank = _rank(case, call, variables(function))
            yield from _scoped(case, rows, chosen, rank)
            return


def _rank(case: Case, call: Node, known: tuple[Variable, ...]) -> int:
    """Rank it before the compiler's `move` where the function goes on with what that would give away or copy."""
    start, end = call.start_byte, call.end_byte
    later = any(
        one.bound.start_byte < start
        and any(start <= use.start_byte < end for use in one.uses)
        and one.uses[-1].start_byte >= end
        for one in known
    )
    return LIKELY if case.code != "E0373" else BEFORE if later else POSSIBLE


def _blocks(call: Node, function: Node) -> Iterator[Node]:
    """Yield the blocks around the call in which something is joined, the innermost first."""
    above = call.parent
    while above is not None and above.start_byte >= function.start_byte:
        if above.type == "block" and any(map(is_join, walk(above))):
            yield above
        if above.type in ITEMS or (above != call and is_thread(above)):
            return
        above = above.parent


def _chosen(rows: list[Node], known: tuple[Variable, ...]) -> list[Node]:
    """Give the statements that go into the scope; none where a thread may be left running."""
    inside = [at for at, row in enumerate(rows) if any(is_join(one) or is_thread(one) for one in walk(row))]
    joins = [at for at, row in enumerate(rows) if any(map(is_join, walk(row)))]
    spawns = [at for at, row in enumerate(rows) if any(map(is_thread, walk(row)))]
    if not spawns or not joins or max(joins) < max(spawns):
        return []
    if not all(is_joined(one, rows, known) for at in spawns for one in walk(rows[at]) if is_thread(one)):
        return []
    first, last = min(inside), max(inside)
    for at in spawns:
        for name in _holders(rows[at]):
            held = [
                n for n, row in enumerate(rows) if any(one.name == name and one.declaration == row for one in known)
            ]
            first = min([first, *held])
    start, end = rows[first].start_byte, rows[last].end_byte
    leaks = any(
        start <= one.declaration.start_byte < end and one.scope == rows[first].parent and one.uses[-1:]
        and one.uses[-1].start_byte >= end
        for one in known
    )  # fmt: skip
    chosen = rows[first:] if leaks else rows[first : last + 1]
    return [] if any(one.type in _LEAVING for row in chosen for one in walk(row)) else chosen


def _holders(row: Node) -> list[str]:
    """Give the variables into which the threads of a statement are put."""
    found = []
    for one in walk(row):
        called = one.child_by_field_name("function") if one.type == "call_expression" else None
        is_filled = called is not None and text_of(called.child_by_field_name("field")) in FILLING
        given = one.child_by_field_name("arguments") if is_filled else None
        if called is not None and given is not None and any(map(is_thread, given.named_children)):
            found.append(text_of(called.child_by_field_name("value")))
    return found


def _scoped(case: Case, rows: list[Node], chosen: list[Node], rank: int) -> Iterator[Offer]:
    first, last = chosen[0], chosen[-1]
    source, indent = case.text.source, case.text.indent(first.start_byte)
    inside = source[first.start_byte : last.end_byte].decode("utf-8", "replace")
    name = "scope" if any(text_of(one) == "s" for row in chosen for one in walk(row)) else "s"
    spawns = [one for row in chosen for one in walk(row) if is_thread(one)]
    path = text_of(spawns[0].child_by_field_name("function")).removesuffix("spawn")
    if not path:
        path = "std::thread::"
    edits = [(one.start_byte, one.end_byte, f"{name}.spawn")
             for spawn in spawns if (one := spawn.child_by_field_name("function")) is not None]  # fmt: skip
    lines = [] if '"\n' in inside or "r#" in inside else _deeper(source, first, last)
    is_value = last == rows[-1] and not text_of(last).endswith((";", "}")) and last.type != "let_declaration"
    head = (first.start_byte, first.start_byte, f"{path}scope(|{name}| {{\n{indent}    ")
    tail = (last.end_byte, last.end_byte, f"\n{indent}}}){'' if is_value else ';'}")
    message = "threads that are joined here may borrow: run them in a scope"
    yield case.replace(rank, message, head, *sorted([*edits, *lines]), tail)


def _deeper(source: bytes, first: Node, last: Node) -> list[tuple[int, int, str]]:
    """Give the edits that indent the lines of a range behind its first one."""
    found, at = [], source.find(b"\n", first.start_byte, last.end_byte)
    while at >= 0:
        if source[at + 1 : at + 2] not in {b"\n", b""}:
            found.append((at + 1, at + 1, "    "))
        at = source.find(b"\n", at + 1, last.end_byte)
    return found
