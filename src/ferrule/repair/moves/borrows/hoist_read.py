"""A value that is asked for while something is lent: it is asked for before, and kept in a variable (P16).

`self.record(self.next())` becomes `let next = self.next(); self.record(next)`.
"""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import (
    Conflict,
    arguments_around,
    before,
    chain,
    conflict,
    fresh_name,
    is_conditional,
    is_done,
    looped,
    new_line,
)
from ferrule.repair.moves.borrows.copies import copies
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.loan import borrowers, is_exclusive, lent_place, through_loan
from ferrule.repair.moves.borrows.places import place_of, touches
from ferrule.repair.moves.borrows.traces import independent
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import closure_around, statement_around

ID: Final = "ask-before-lending"
CODES: Final = frozenset({"E0499", "E0501", "E0502", "E0503", "E0505", "E0506"})

_TAKEN: Final = frozenset({"call_expression", "field_expression"})
_COMPUTED: Final = frozenset({"binary_expression", "unary_expression"})
_NEVER: Final = frozenset({"closure_expression", "reference_expression", "integer_literal", "string_literal", "self"})


def propose(case: Case) -> Iterator[Offer]:
    """Put the value into a `let` before the statement that lends, where what is between cannot tell."""
    found = conflict(case)
    if found is None or found.first is None:
        return
    once: set[tuple[int, int]] = set()
    for value, start in _values(found, found.first):
        key = (value.start_byte, value.end_byte)
        if key in once or not start.start_byte <= value.start_byte or is_done(value):
            continue
        once.add(key)
        if value.type == "reference_expression":
            yield from _pointed(case, found, value, start)
        elif _may_move(case, found, value, start):
            yield _offer(case, found, value, start)
        else:
            yield from _in_block(case, found, value)
    yield from _read_sooner(case, found)


def _in_block(case: Case, found: Conflict, value: Node) -> Iterator[Offer]:
    """Yield a block around the call alone, where the value may not be asked for before the whole statement."""
    argument = next(arguments_around(value), None)
    if argument is None or found.first is None or argument[0] != value or value.type in _NEVER:
        return
    call = argument[1]
    asked = footprint(case, [value])
    is_ready = _is_within(found.first, call) and not asked.leaves and call.parent is not None
    if is_ready and not is_done(call) and independent(footprint(case, before(value, call)), asked):
        name = fresh_name(found, called(value))
        yield case.replace(
            LIKELY,
            f"`{text_of(value)[:40]}` is asked for before the loan begins",
            (call.start_byte, call.start_byte, f"{{ let {name} = {text_of(value)}; "),
            (value.start_byte, value.end_byte, name),
            (call.end_byte, call.end_byte, " }"),
        )


def _read_sooner(case: Case, found: Conflict) -> Iterator[Offer]:
    """Yield what is taken from a loan at its only later use, before the statement in the way.

    What is lent for changing stays as it is where the statement does not touch the place.
    """
    later, here = found.later, statement_around(found.now)
    if later is None or here is None or lent_place(found, case) is None:
        return
    value = _taken(later) if is_exclusive(case) else chain(later)
    passed = [here, *before(value, here)]
    if is_exclusive(case) and not independent(footprint(case, passed), through_loan(case, found, [value])):
        return
    uses = [use for one in borrowers(found) for use in one.uses if use.start_byte >= here.start_byte]
    is_lone = len(uses) == 1 and value.start_byte <= uses[0].start_byte < value.end_byte
    is_lone = is_lone and value.start_byte >= here.end_byte
    kinds = _TAKEN | _COMPUTED if is_exclusive(case) else _TAKEN  # a number behind a shared loan is copied out
    if not is_lone or value.type not in kinds or _is_alone(value):
        return
    made, doing = footprint(case, [value]), footprint(case, passed)
    known = [one for one in found.variables if any(_is_within(use, value) for use in one.uses)]
    is_known = all(one.bound.start_byte < here.start_byte for one in known)
    is_quiet = made.is_quiet and not (made.looks_shared and doing.acts)
    if is_quiet and is_known and not touches(footprint(case, before(value, here)).writes, made.reads):
        yield _offer(case, found, value, here)


def _taken(later: Node) -> Node:
    """Give what is computed from the loan: the chain of calls, or the comparison that it is a part of."""
    value = chain(later)
    while (above := value.parent) is not None and (above.type == "binary_expression" or _is_read(above)):
        value = above
    return chain(value)


def _is_read(node: Node) -> bool:
    return node.type == "unary_expression" and text_of(node)[:1] in {"*", "!", "-"}


def _is_alone(value: Node) -> bool:
    return value.parent is not None and value.parent.type == "expression_statement"


def _values(found: Conflict, first: Node) -> Iterator[tuple[Node, Node]]:
    """Yield what may be asked for before, each with the statement before which it goes."""
    now, lending = chain(found.now), statement_around(first)
    if lending is not None:
        yield now, lending
        for argument, call in arguments_around(found.now):
            if _is_within(call, lending):
                yield argument, lending
    here = statement_around(found.now)
    for inside in (found.later, first):
        for argument, call in arguments_around(inside) if inside is not None and here is not None else ():
            if here is not None and _is_within(call, here):
                yield argument, here


def _is_within(node: Node, outer: Node) -> bool:
    return outer.start_byte <= node.start_byte and node.end_byte <= outer.end_byte


def _may_move(case: Case, found: Conflict, value: Node, start: Node) -> bool:
    """Say whether a value is the same before a statement, and whether asking for it there does the same."""
    if value.type in _NEVER:
        return False
    for one in found.variables:
        is_new = start.start_byte <= one.bound.start_byte and not _is_within(one.bound, value)
        if is_new and any(_is_within(use, value) for use in one.uses):
            return False
    closure = closure_around(value, found.function)
    if closure is not None and _is_within(closure, start):
        return False
    asked = footprint(case, [value])
    if asked.leaves and value.type != "try_expression":
        return False
    repeating = looped(value, start)
    if is_conditional(value, start) and not asked.is_quiet:
        return False
    if repeating is not None and touches(through_loan(case, found, [repeating]).writes, asked.reads):
        return False
    return independent(through_loan(case, found, [*before(value, start)]), asked)


def _pointed(case: Case, found: Conflict, value: Node, start: Node) -> Iterator[Offer]:
    """Yield a copy of a number that is handed over as `&x`."""
    inner = value.named_children[-1] if value.named_children else None
    is_changed = len(value.children) > 1 and value.children[1].type == "mutable_specifier"
    if is_changed or inner is None or place_of(inner) is None or not _may_move(case, found, inner, start):
        return
    [told] = case.probe(case.text, [(inner.start_byte, inner.end_byte)])
    if copies(case, read_type(told)):
        yield _offer(case, found, inner, start)


def _offer(case: Case, found: Conflict, value: Node, start: Node) -> Offer:
    name = fresh_name(found, called(value))
    at = start.start_byte
    return case.replace(
        LIKELY,
        f"`{text_of(value)[:40]}` is asked for before the loan begins",
        (at, at, f"let {name} = {text_of(value)};{new_line(case, at)}"),
        (value.start_byte, value.end_byte, name),
    )


def called(value: Node) -> str:
    """Give the name that the value itself suggests: of its method, its field, or its function."""
    node: Node | None = value
    while node is not None:
        if node.type == "call_expression":
            called = node.child_by_field_name("function")
            if called is not None and called.type == "field_expression":
                name = text_of(called.child_by_field_name("field"))
                if name not in {"unwrap", "expect", "clone", "cloned", "copied", "unwrap_or", "to_string", "to_owned"}:
                    return name
                node = called.child_by_field_name("value")
                continue
            path, _, name = text_of(called).rpartition("::")
            is_type = path.rpartition("::")[2][:1].isupper() and path != "Self"
            return _snake(path.rpartition("::")[2].partition("<")[0]) if is_type else name
        if node.type == "field_expression":
            return text_of(node.child_by_field_name("field"))
        if node.type == "identifier":
            return f"{text_of(node)}_before"
        if node.type == "macro_invocation":
            return "message" if text_of(node.child_by_field_name("macro")) == "format" else "value"
        if node.type in {"try_expression", "await_expression", "unary_expression", "parenthesized_expression"}:
            node = node.named_children[-1 if node.type == "unary_expression" else 0]
            continue
        return "value"
    return "value"


def _snake(name: str) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() and at else char.lower() for at, char in enumerate(name))
