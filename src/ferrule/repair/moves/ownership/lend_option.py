"""An optional `&mut` that is given away and needed again: it is lent for the while (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.given import given, type_of
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.variables import variable_of

ID: Final = "lend-option"
CODES: Final = frozenset({"E0382"})


def propose(case: Case) -> Iterator[Offer]:
    """Write `.as_deref_mut()` where it is given away or taken apart, and `mut` where it is bound."""
    lost, kind = given(case), type_of(case).replace(" ", "")
    if lost is None or not kind.startswith(("Option<&mut", "&mut")):
        return
    value = lost.value if kind.startswith("Option") else _taken_apart(lost.value)
    variable = variable_of(value) if value is not None and value.type == "identifier" else None
    if variable is None or value is None:
        return
    parts = [(value.end_byte, value.end_byte, ".as_deref_mut()")]
    if not variable.is_mutable:
        parts.append((variable.bound.start_byte, variable.bound.start_byte, "mut "))
    yield case.replace(SURE, f"`{variable.name}` is used again: what is in it is lent", *sorted(parts))


def _taken_apart(bound: Node) -> Node | None:
    """Give what `if let Some(x) = option` takes apart, for `x`."""
    condition = enclosing(bound, "let_condition", "block")
    pattern = condition.child_by_field_name("pattern") if condition is not None else None
    if condition is None or condition.type != "let_condition" or text_of(pattern) != f"Some({text_of(bound)})":
        return None
    return condition.child_by_field_name("value")
