"""A private field for which its type has a public way: an accessor to read it, a constructor to set it."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import known_items
from ferrule.repair.moves.move import SURE
from ferrule.syntax.items import Item, text_of

ID: Final = "public-way"
CODES: Final = frozenset({"E0451", "E0616"})
_BOTH: Final = 2


def propose(case: Case) -> Iterator[Offer]:
    """Call the method that hands the field over; call the constructor that takes all fields."""
    if len(case.quoted) < _BOTH:
        return
    field, owner = case.quoted[0], case.quoted[-1].rpartition("::")[2].partition("<")[0]
    methods = list(_public_methods(case, owner))
    if case.code == "E0616":
        yield from _read(case, field, methods)
    else:
        yield from _built(case, owner, methods)


def _public_methods(case: Case, owner: str) -> Iterator[Item]:
    for placed in known_items(case):
        if placed.item.kind == "impl" and placed.item.name == owner and not placed.item.of_trait:
            seen = ("pub",) if placed.is_linked else ("pub", "pub(crate)", "pub(super)")
            yield from (one for one in placed.item.members if one.kind == "fn" and one.visibility.startswith(seen))


def _read(case: Case, field: str, methods: list[Item]) -> Iterator[Offer]:
    used = case.node.parent
    if used is None or used.type != "field_expression" or _is_written(used):
        return
    for method in methods:
        alone = [one.pattern for one in method.params] == ["self"]
        if alone and method.name in {field, f"get_{field}", f"{field}_ref"} and method.returns:
            change = (case.spot.byte_start, case.spot.byte_end, f"{method.name}()")
            yield case.replace(SURE, f"`{field}` is private, `{method.name}` hands it over", change)


def _is_written(used: Node) -> bool:
    around = used.parent
    if around is None:
        return False
    if around.type in {"assignment_expression", "compound_assignment_expr"}:
        return around.child_by_field_name("left") == used
    return around.type == "reference_expression" and any(one.type == "mutable_specifier" for one in around.children)


def _built(case: Case, owner: str, methods: list[Item]) -> Iterator[Offer]:
    """Yield the call of a constructor whose parameters are called like the fields that are set."""
    literal: Node | None = case.node
    while literal is not None and literal.type != "struct_expression":
        literal = literal.parent
    name = literal.child_by_field_name("name") if literal is not None else None
    body = literal.child_by_field_name("body") if literal is not None else None
    if literal is None or name is None or body is None:
        return
    values = dict(_values(body))
    for method in methods:
        wanted = [one.pattern for one in method.params]
        if wanted and set(wanted) == set(values) and method.returns in {owner, "Self"}:
            arguments = ", ".join(values[one] for one in wanted)
            change = (name.end_byte, literal.end_byte, f"::{method.name}({arguments})")
            yield case.replace(SURE, f"its fields are private, `{method.name}` takes them", change)


def _values(body: Node) -> Iterator[tuple[str, str]]:
    for one in body.named_children:
        if one.type == "shorthand_field_initializer":
            yield text_of(one), text_of(one)
        elif one.type == "field_initializer":
            yield text_of(one.child_by_field_name("field")), text_of(one.child_by_field_name("value"))
        elif one.type == "base_field_initializer":
            yield "..", ""
