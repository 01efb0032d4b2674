"""An operator that a type does not have: `!` and `-` on the wrong kind of value, `*` on no reference."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.types.conversions import BEFORE
from ferrule.repair.moves.types.expressions import ancestors, binding, exact, filled, function_around, return_type
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import INTEGERS, bare, read_type
from ferrule.syntax.items import text_of

ID: Final = "mend-operator"
CODES: Final = frozenset({"E0600", "E0614", "E0368"})
_NEGATED: Final = {
    "Option": "{}.is_none()", "Result": "{}.is_err()", "String": "{}.is_empty()", "str": "{}.is_empty()",
    "Vec": "{}.is_empty()", "[]": "{}.is_empty()", "HashMap": "{}.is_empty()", "HashSet": "{}.is_empty()",
}  # fmt: skip


def propose(case: Case) -> Iterator[Offer]:
    """Write what the operator means for this type, or leave it out."""
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    told = case.quoted[-1] if case.quoted else ""
    if case.code == "E0368":
        yield from _through_reference(case, read_type(told).head)
        return
    value = node.named_children[-1] if node is not None and node.type == "unary_expression" else None
    if node is None or value is None:
        return
    sign = case.text.at(node.start_byte, value.start_byte).strip()
    inner = bare(read_type(told)).head
    place = (node.start_byte, node.end_byte)
    if sign == "!" and inner in _NEGATED:
        new = filled(_NEGATED[inner], value)
        yield case.replace(LIKELY, f"`!` is not for `{told}`: `{new}`", (*place, new))
    elif sign == "-" and inner == "bool":
        yield case.replace(BEFORE, "the opposite of a `bool` is `!`", (*place, f"!{text_of(value)}"))
    elif sign == "*" and read_type(told).head in {"Option", "Result"}:
        failing = read_type(return_type(function_around(node))).head == read_type(told).head
        words = f"`{told}` may hold a reference"
        yield case.replace(SURE, words, (*place, filled("*{}?" if failing else "*{}.unwrap()", value)))
    elif sign == "*":
        yield case.replace(SURE, f"`{told}` is no reference", (*place, text_of(value)))
    elif sign == "-" and inner.startswith("u") and (signed := _signed(case, node)):
        whole = node.parent if node.parent is not None and node.parent.type == "type_cast_expression" else node
        edit = (whole.start_byte, whole.end_byte, f"-({text_of(value)} as {signed})")
        yield case.replace(SURE, f"`{told}` has no sign: `{signed}` has", edit)


def _signed(case: Case, node: Node) -> str:
    """Give the number type with a sign that is wanted of an expression, or to which it is cast; empty for none."""
    cast = node.parent if node.parent is not None and node.parent.type == "type_cast_expression" else None
    wanted = [text_of(cast.child_by_field_name("type"))] if cast is not None else []
    pairs = (pair_of(error) for error in case.errors if error.path == case.error.path)
    wanted += [pair.expected.head for pair in pairs if pair is not None and pair.start == node.start_byte]
    return next((told for told in wanted if told.startswith("i") and told in INTEGERS), "")


def _through_reference(case: Case, head: str) -> Iterator[Offer]:
    """Change what a shared reference points at: the value behind it, which must be borrowed for change."""
    around = case.node
    while around.parent is not None and around.type != "compound_assignment_expr":
        around = around.parent
    left = around.child_by_field_name("left")
    if left is None or left.type != "identifier" or head not in {"&", "&mut"}:
        return
    edit = (left.start_byte, left.start_byte, "*")
    mark = _ref_mark(left)
    if mark is not None:
        words = "change the value behind the reference: `ref mut` and `*`"
        yield case.replace(LIKELY, words, edit, (mark.end_byte, mark.end_byte, " mut"))
    yield case.replace(POSSIBLE, "change the value behind the reference", edit)


def _ref_mark(left: Node) -> Node | None:
    """Give the `ref` with which a parameter was taken."""
    for above in ancestors(left):
        parameters = above.child_by_field_name("parameters")
        for one in parameters.named_children if parameters is not None else ():
            pattern = one.child_by_field_name("pattern") if one.type == "parameter" else one
            if pattern is not None and pattern.type == "ref_pattern" and text_of(pattern).endswith(text_of(left)):
                return pattern.children[0]
        if above.type == "function_item" or binding(left) is not None:
            return None
    return None
