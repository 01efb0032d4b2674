"""The values at hand where one is missing: the receiver, its fields, and what the function has gathered so far."""

from collections.abc import Iterable
from dataclasses import dataclass

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.shapes.owners import own_fields, self_type
from ferrule.repair.moves.shapes.scope import locals_at
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function


@dataclass(frozen=True, slots=True)
class Given:
    """A value at hand."""

    text: str
    type: str
    name: str
    uses: int
    """0 for one that is left over."""
    taken: bool = False
    """It stands in the same list already."""


def of_self(case: Case, node: Node, names: Iterable[str], taken: frozenset[str]) -> list[Given]:
    """Give `self` and those of its fields that have the name of what is missing."""
    receiver = next((one for one in locals_at(node) if one.name == "self"), None)
    if receiver is None:
        return []
    wanted = {name.lstrip("_") for name in names}
    fields = [one for one in own_fields(case, node) if one.name in wanted or (wanted == {""} and one.type)]
    of_type = self_type(node) or "Self"
    whole = [Given("self", f"{_mark(node)}{of_type}", "self", receiver.uses)] if "self" not in taken else []
    return [Given(f"self.{one.name}", one.type, one.name, 1) for one in fields] + whole


def _mark(node: Node) -> str:
    """Give how the receiver of the method around is taken: `&`, `&mut `, or as it is."""
    around = around_function(node)
    parameters = around.child_by_field_name("parameters") if around is not None else None
    own = next((one for one in parameters.named_children if one.type == "self_parameter"), None) if parameters else None
    kinds = {one.type for one in own.children} if own is not None else set()
    return ("&mut " if "mutable_specifier" in kinds else "&") if "&" in kinds else ""


def gathered(node: Node) -> frozenset[str]:
    """Give the variables that a function fills on its way, where a node stands in what it gives in the end."""
    around = around_function(node)
    body = around.child_by_field_name("body") if around is not None else None
    last = body.named_children[-1] if body is not None and body.named_children else None
    if body is None or last is None or not last.start_byte <= node.start_byte < last.end_byte:
        return frozenset()
    lets = [one for one in body.named_children if one.type == "let_declaration"]
    open_ones = [one for one in lets if any(child.type == "mutable_specifier" for child in one.children)]
    return frozenset(text_of(one.child_by_field_name("pattern")) for one in open_ones)
