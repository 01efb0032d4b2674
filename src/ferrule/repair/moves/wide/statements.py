"""Statements near the error in another place: out of their block, or a part of one before it."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit, Phase
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import ANY
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import ancestors
from ferrule.repair.moves.wide.nearby import APART, FIRST, Near, expressions, marked
from ferrule.syntax.effects import commute, effects
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import COMMENTS, LITERALS
from ferrule.syntax.uses import statement_around
from ferrule.syntax.variables import around_function

ID: Final = "wide-statement"
CODES: Final = frozenset({ANY})
_MOST: Final = 24
_PHASES: Final = frozenset({Phase.TYPE, Phase.BORROW, Phase.RESOLVE})
_ONCE: Final = frozenset({
    "call_expression", "arguments", "field_expression", "index_expression", "reference_expression", "unary_expression",
    "binary_expression", "parenthesized_expression", "try_expression", "expression_statement", "let_declaration",
    "assignment_expression", "compound_assignment_expr", "tuple_expression", "array_expression", "struct_expression",
    "field_initializer", "field_initializer_list", "return_expression", "type_cast_expression", "match_expression",
})  # fmt: skip
"""What evaluates its parts once and in the order in which they are written."""
_NAMED: Final = frozenset({"identifier", "self", "scoped_identifier", "closure_expression"})
_PLACES: Final = frozenset({
    "identifier", "self", "field_expression", "index_expression", "unary_expression", "parenthesized_expression",
    "macro_invocation",
})  # fmt: skip
"""What names a place: with a name of its own it would be moved out of it."""
_LAZY: Final = frozenset({"&&", "||"})
_GUARD: Final = re.compile(r"\.(?:lock|try_lock|borrow|borrow_mut|read|write)\(\)")
_NAMES: Final = ("bound", "part", "first_part")


def propose(case: Case) -> Iterator[Offer]:
    """Yield another place that nobody can notice, as far as the syntax tells, and parts that get a name."""
    if case.code == "E0080" or case.error.phase not in _PHASES:
        return
    offers = [*_owners(case), *(offer for near in expressions(case) for offer in _split(case, near))]
    yield from sorted(offers, key=lambda one: one.rank)[:_MOST]


def _owners(case: Case) -> Iterator[Offer]:
    seen: set[tuple[str, int]] = set()
    for near in marked(case):
        statement = statement_around(near.node)
        if statement is None or (near.text.path, statement.start_byte) in seen:
            continue
        seen.add((near.text.path, statement.start_byte))
        rank = FIRST + 2 + APART * near.apart
        yield from _hoisted(case, near.text, statement, rank + 2)


def _hoisted(case: Case, text: Text, statement: Node, rank: int) -> Iterator[Offer]:
    """Yield a `let` before the statement whose block it stands in, where the block is run once and always."""
    block = statement.parent
    if statement.type != "let_declaration" or block is None or block.type != "block" or block.parent is None:
        return
    outer = block.parent if block.parent.type == "expression_statement" else block
    is_plain = outer.parent is not None and outer.parent.type == "block"
    above = [one for one in block.named_children if one.end_byte <= statement.start_byte and one.type not in COMMENTS]
    if not is_plain or any(not commute(effects(one), effects(statement)) for one in above):
        return
    line = f"{text_of(statement)}\n{text.indent(outer.start_byte)}"
    edits = (text.edit(outer.start_byte, outer.start_byte, line), _cut(text, statement))
    yield case.offer(rank, "what is bound in the block is bound before it", edits)


def _cut(text: Text, statement: Node) -> Edit:
    start = len(text.source[: statement.start_byte].rstrip(b" \t"))
    start = start - 1 if text.source[start - 1 : start] == b"\n" else statement.start_byte
    return text.edit(start, statement.end_byte, "")


def _split(case: Case, near: Near) -> Iterator[Offer]:
    """Yield a part of a statement bound to a name before it, where what is evaluated before it cannot tell."""
    node, statement = near.node, statement_around(near.node)
    is_needless = node.type in LITERALS and case.code != "E0745"  # of a number there is an address once it has a name
    if statement is None or is_needless or node.type in _NAMED:
        return
    if statement in {node, node.parent} or not _is_free(node, statement):
        return
    name, value = _fresh(near.text, node), text_of(node)
    if _GUARD.search(value):
        return  # with a name it would be held for longer
    line = f"let {name} = {value};\n{near.text.indent(statement.start_byte)}"
    edits = (
        near.text.edit(statement.start_byte, statement.start_byte, line),
        near.text.edit(node.start_byte, node.end_byte, name),
    )
    yield case.offer(near.rank + 4, "a part of the statement gets a name before it", edits)


def _is_free(node: Node, statement: Node) -> bool:
    """Say whether an expression is evaluated once and always, and nothing that comes before it touches it."""
    mine, inner = effects(node), node
    for above in ancestors(node):
        operator = text_of(above.child_by_field_name("operator"))
        is_arm = above.type == "match_expression" and above.child_by_field_name("value") != inner
        if above.type not in _ONCE or operator in _LAZY or is_arm:
            return False
        is_target = above.type.startswith(("assignment", "compound")) and above.child_by_field_name("left") == inner
        lends_place = above.type in {"reference_expression", "field_expression"} and inner.type in _PLACES
        if is_target or lends_place:
            return False
        earlier = [one for one in above.named_children if one.end_byte <= inner.start_byte]
        if any(not commute(mine, effects(one)) for one in earlier if not one.type.endswith(("type", "pattern"))):
            return False
        if above == statement:
            return True
        inner = above
    return False


def _fresh(text: Text, node: Node) -> str:
    """Give a name for a value that the function does not use yet: that of its method or field where it has one."""
    function = around_function(node)
    words = text_of(function if function is not None else text.tree.root_node)
    called: list[str] = re.findall(r"(?:\.|^|::)([a-z_]\w*)(?:::<[^>]*>)?\(?[^()]*\)?$", text_of(node))
    for name in (*called, *_NAMES):
        if name not in {"self", "as", "new", "await"} and not re.search(rf"\b{re.escape(name)}\b(?!\s*\()", words):
            return name
    return "value_here"
