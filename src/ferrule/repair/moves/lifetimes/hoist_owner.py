"""A value that ends with its block, or too early in it, while it is lent: its `let` stands further out (P15).

What is computed stays where it is computed: `let x;` before, `x = value;` in the place of the `let`. Only where nothing
between can tell, the whole `let` goes.
"""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.lifetimes.places import blocks_around, child_holding, line_part, namesakes, owner
from ferrule.repair.moves.lifetimes.relax_lifetime import written_demands
from ferrule.repair.moves.move import LAST, LIKELY, SURE
from ferrule.repair.moves.ownership.endings import is_noticed
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.effects import commute, effects
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import closure_around, loop_around
from ferrule.syntax.variables import Variable, around_function, variables

ID: Final = "hoist-owner"
CODES: Final = frozenset({"E0597"})
_HOLDER: Final = re.compile(r"when `(\w+)` is dropped")
_GUARDS: Final = (".lock()", ".borrow()", ".borrow_mut()", ".read()", ".write()", "pin!", "Pin::new")
_STRAIGHT: Final = frozenset({"block", "expression_statement", "let_declaration", "assignment_expression"})
_MOST_BETWEEN: Final = 60


def propose(case: Case) -> Iterator[Offer]:
    """Put it before what outlives it: the block that it ends with, or the variable that is dropped after it."""
    lent = owner(case)
    if lent is None or lent.declaration.type != "let_declaration":
        return
    yield from _from_pattern(case, lent)
    if lent.declaration.child_by_field_name("alternative") is not None or not _is_plain(lent):
        return
    before = _before(case, lent)
    if before is None or _is_taken(lent, before):
        return
    guards = [word for word in (*_GUARDS, *_made_by(case, lent)) if word in text_of(lent.declaration)]
    if any(word.encode() in _behind(case, lent) for word in guards):
        return
    rank = LAST if guards else LIKELY
    for demand in [*(edits for _, edits in written_demands(case)), []]:
        if all(end <= lent.declaration.start_byte or start >= lent.declaration.end_byte for start, end, _ in demand):
            yield from _hoisted(case, lent, before, rank, demand)


def _made_by(case: Case, lent: Variable) -> Iterator[str]:
    """Yield the calls that make what somebody waits for, or notices the end of, by the type that they give."""
    calls = [one for one in walk(lent.value) if one.type == "call_expression"] if lent.value is not None else []
    names = [text_of(one.child_by_field_name("function")).rpartition(".") for one in calls]
    methods = [name for _, dot, name in names if dot]
    start = lent.value.start_byte if lent.value is not None else 0
    told = case.probe(case.text, [(start, lent.value.end_byte)]) if lent.value is not None and methods else ()
    yield from (f".{name}(" for name in methods if any(is_noticed(case, words) for words in told))


def _behind(case: Case, lent: Variable) -> bytes:
    """Give the text of the function behind the block: what is held longer must not be asked for there again."""
    function = around_function(lent.declaration)
    return case.text.source[lent.scope.end_byte : function.end_byte] if function is not None else b""


def _before(case: Case, lent: Variable) -> Node | None:
    """Give the statement before which the variable has to stand; None where no place would help."""
    block = lent.declaration.parent
    if block is None or block.type != "block":
        return None
    held = _holder(case, lent)
    if held is not None:
        inside = child_holding(block, held.declaration)
        outside = child_holding(held.declaration.parent, lent.declaration) if held.declaration.parent else None
        if inside is not None and inside.start_byte < lent.declaration.start_byte:
            return inside
        return held.declaration if outside is not None and _no_loop(lent, held.declaration.parent) else None
    later = next(iter(case.spots("borrow later used here")), None)
    for outer in blocks_around(block):
        is_wide = later is None or outer.start_byte <= later.byte_start < outer.end_byte
        if is_wide:
            return child_holding(outer, lent.declaration) if _no_loop(lent, outer) else None
    return None


def _no_loop(lent: Variable, outer: Node | None) -> bool:
    """Say whether the `let` runs once for each time that the outer block does, and in the same function."""
    if outer is None:
        return False
    inside = loop_around(lent.declaration, outer) is None and closure_around(lent.declaration, outer) is None
    return inside and around_function(outer) == around_function(lent.declaration)


def _holder(case: Case, lent: Variable) -> Variable | None:
    """Give the variable bound before it that still looks at it when it is dropped."""
    function = around_function(lent.declaration)
    for spot in case.error.spots:
        said = _HOLDER.search(spot.label)
        if said is None or function is None:
            continue
        found = [
            one for one in variables(function) if one.name == said[1] and one.declaration.type == "let_declaration"
        ]
        before = [one for one in found if one.declaration.start_byte < lent.declaration.start_byte]
        if before:
            return before[-1]
    return None


def _from_pattern(case: Case, lent: Variable) -> Iterator[Offer]:
    """Swap the names of a `let (a, b);`: what is named first is dropped last."""
    held = _holder_in_pattern(case, lent)
    pattern = lent.declaration.child_by_field_name("pattern")
    if held is None or pattern is None or lent.declaration.child_by_field_name("value") is not None:
        return
    one, other = child_holding(pattern, held.bound), child_holding(pattern, lent.bound)
    if pattern.type == "tuple_pattern" and one is not None and other is not None and one != other:
        parts = ((one, _with_mut(other)), (other, _with_mut(one)))
        edits = [(*_mut_range(node), text) for node, text in parts]
        yield case.replace(SURE, f"`{lent.name}` has to be dropped after `{held.name}`: name it first", *edits)


def _holder_in_pattern(case: Case, lent: Variable) -> Variable | None:
    function = around_function(lent.declaration)
    names = {said[1] for spot in case.error.spots if (said := _HOLDER.search(spot.label))}
    found = variables(function) if function is not None else ()
    return next((one for one in found if one.name in names and one.declaration == lent.declaration), None)


def _mut_range(node: Node) -> tuple[int, int]:
    """Give the range of a name of a pattern with its `mut`, which the grammar puts beside it or around it."""
    before = node.prev_sibling
    is_marked = before is not None and before.type == "mutable_specifier"
    return (before.start_byte if before is not None and is_marked else node.start_byte), node.end_byte


def _with_mut(node: Node) -> str:
    before = node.prev_sibling
    return f"mut {text_of(node)}" if before is not None and before.type == "mutable_specifier" else text_of(node)


def _is_plain(lent: Variable) -> bool:
    return lent.declaration.child_by_field_name("pattern") == lent.bound


def _is_taken(lent: Variable, before: Node) -> bool:
    """Say whether the name means something else where the variable would now be seen."""
    function = around_function(lent.declaration)
    scope = before.parent
    if function is None or scope is None:
        return True
    earlier = [one for one in namesakes(function, lent) if one.bound.start_byte < before.start_byte]
    return any(before.start_byte <= use.start_byte < scope.end_byte for one in earlier for use in one.uses)


def _hoisted(case: Case, lent: Variable, before: Node, rank: int, more: list[Part]) -> Iterator[Offer]:
    """Yield the `let` further out; `more` is what else has to go with it."""
    declaration, value = lent.declaration, lent.value
    indent = case.text.indent(before.start_byte)
    message = f"`{lent.name}` is lent for longer than it lives: bind it further out"
    put = (before.start_byte, before.start_byte)
    if value is None:
        words = text_of(declaration)
        yield case.replace(
            rank, message, (*put, f"{words}\n{indent}"), (*line_part(case.text.source, declaration), ""), *more
        )
        return
    if _can_go(declaration, before):
        words = f"{text_of(declaration)}\n{indent}"
        yield case.replace(rank, message, (*put, words), (*line_part(case.text.source, declaration), ""), *more)
        return
    of_type = declaration.child_by_field_name("type")
    marked = "mut " if lent.is_mutable else ""
    words = f"let {marked}{lent.name}{f': {text_of(of_type)}' if of_type is not None else ''};\n{indent}"
    assigned = (declaration.start_byte, value.start_byte, f"{lent.name} = ")
    yield case.replace(rank, message, (*put, words), assigned, *more)


def _can_go(declaration: Node, before: Node) -> bool:
    """Say whether the whole `let` may be made before a statement: it is reached, and nothing between can tell."""
    mine, node, between = effects(declaration), declaration, 0
    while node != before:
        above = node.parent
        if above is None or above.type not in _STRAIGHT:
            return False
        if above.type == "block":
            for one in above.named_children:
                if one.end_byte > node.start_byte:
                    break
                between += 1
                is_between = one.start_byte >= before.start_byte
                if is_between and (between > _MOST_BETWEEN or not commute(effects(one), mine)):
                    return False
            if above == before.parent:
                return True
        node = above
    return True
