"""An answer of the function in the middle of its body: `Err(..);` where `return Err(..);` is meant."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.shapes.values import unaliased
from ferrule.repair.moves.types.conversions import BEFORE, FIRST
from ferrule.repair.moves.types.expressions import ancestors, exact, function_around, return_type
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import read_type, same
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "forgotten-return"
CODES: Final = frozenset({"E0282", "E0283", "E0308", "unused_must_use"})
_ANSWERS: Final = {"None": "Option", "Some": "Option", "Ok": "Result", "Err": "Result"}
_OPEN_METHODS: Final = ("into", "collect", "parse", "sum", "product")
"""Methods whose value has the type that is wanted of it."""
_NO_VALUES: Final = frozenset({
    "expression_statement", "let_declaration", "unit_expression", "return_expression", "break_expression",
    "continue_expression", "macro_invocation", "assignment_expression", "compound_assignment_expr",
})  # fmt: skip
_PLAIN: Final = frozenset({"boolean_literal", "identifier", "scoped_identifier", "call_expression"})
_ENDS: Final = frozenset({"else_clause", "if_expression", "match_arm", "match_block", "match_expression", "block"})


def propose(case: Case) -> Iterator[Offer]:
    """Write `return` before it, where the type of the function speaks for it."""
    if case.error.message == "`match` arms have incompatible types":
        yield from _of_arm(case)
        return
    node = _answer(case)
    if node is None or not _leaves_early(node) or any(above.type == "return_expression" for above in ancestors(node)):
        return
    wanted = read_type(return_type(function_around(node)))
    head = _ANSWERS.get(text_of(_called(node)).rpartition("::")[2], "")
    pair = pair_of(case.error) if case.code == "E0308" else None
    is_open = node.type == "call_expression" and text_of(_called(node)).endswith(_OPEN_METHODS)
    is_found = pair is not None and bool(wanted.text) and same(wanted, pair.found)
    if is_found or (is_open and case.code != "E0308" and wanted.text) or (head and wanted.head == head):
        rank = BEFORE if head or is_open else LIKELY
        edit = (node.start_byte, node.start_byte, "return ")
        yield case.replace(rank, "this is what the function returns: `return`", edit)


def _of_arm(case: Case) -> Iterator[Offer]:
    """Leave the function in the only arm of a match that gives what the function returns, the others something else."""
    match = enclosing(case.node, "match_expression")
    place = match.parent if match is not None else None
    block = match.child_by_field_name("body") if match is not None else None
    if match is None or block is None or place is None:
        return
    arms = [one.child_by_field_name("value") for one in block.named_children if one.type == "match_arm"]
    values = [value for one in arms if one is not None and (value := _value(one)) is not None]
    wanted = read_type(unaliased(case, read_type(return_type(function_around(match))).head)).head
    answers = [one for one in values if wanted in _kinds(one)]
    others = [one for one in values if one not in answers]
    if len(answers) == 1 and wanted and (others or _is_statement(match, place)):
        edit = (answers[0].start_byte, answers[0].start_byte, "return ")
        yield case.replace(FIRST, "the other arms give something else: this one is what the function returns", edit)


def _value(arm: Node) -> Node | None:
    """Give the value of an arm, at the end of its block too; None for one that leaves or has none."""
    inside = [one for one in arm.named_children if "comment" not in one.type] if arm.type == "block" else [arm]
    last = inside[-1].named_children[:1] if inside and inside[-1].type == "expression_statement" else []
    if last and text_of(_called(last[0])).rpartition("::")[2] in _ANSWERS:
        return last[0]  # nobody makes an error and lets it be
    return inside[-1] if inside and inside[-1].type not in _NO_VALUES else None


def _kinds(value: Node) -> set[str]:
    """Give the types that an answer such as `Err(x)`, `None` or `false` has by its form."""
    if value.type == "boolean_literal":
        return {"bool"}
    path, _, name = text_of(_called(value)).rpartition("::")
    return {_ANSWERS.get(name, ""), path.rpartition("::")[2]} - {""} if value.type in _PLAIN else set()


def _is_statement(match: Node, place: Node) -> bool:
    """Say whether nobody takes the value of a match: other statements follow, or a loop goes on."""
    if place.type == "expression_statement":
        return True
    above = place.parent
    if place.type != "block" or above is None:
        return False
    return place.named_children[-1] != match or above.type in {"loop_expression", "while_expression", "for_expression"}


def _answer(case: Case) -> Node | None:
    """Give the whole expression at the place of the error, that of `Err` in `Err(x)` included."""
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    if node is not None and node.type == "field_identifier" and text_of(node) in _OPEN_METHODS:
        call = node.parent.parent if node.parent is not None else None
        is_statement = call is not None and call.parent is not None and call.parent.type == "expression_statement"
        return call if is_statement else None
    while node is not None and node.parent is not None and node.parent.type in {"call_expression", "generic_function"}:
        if node.parent.start_byte != node.start_byte:
            break
        node = node.parent
    return node


def _called(node: Node) -> Node:
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    return called if called is not None else node


def _leaves_early(node: Node) -> bool:
    """Say whether what stands here is not the value of the function: a statement, or an arm whose value is used."""
    above = node.parent
    if above is None:
        return False
    if above.type in {"expression_statement", "match_arm"}:
        return True
    if above.type != "block" or above.named_children[-1] != node:
        return False
    outer = above.parent
    return outer is not None and outer.type in _ENDS
