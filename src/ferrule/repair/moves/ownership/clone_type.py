"""A value is needed twice, and rustc knows no way to copy it: its type derives `Clone`, as the last resort (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST
from ferrule.repair.moves.ownership.endings import is_noticed
from ferrule.repair.moves.ownership.given import given, type_of
from ferrule.repair.moves.traits.deriving import derive_edits
from ferrule.repair.moves.traits.own import head, own_type
from ferrule.repair.moves.types.expressions import filled
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import text_of
from ferrule.syntax.macros import closed

ID: Final = "clone-type"
CODES: Final = frozenset({"E0382", "E0505", "E0507", "E0508", "E0509"})


def propose(case: Case) -> Iterator[Offer]:
    """Clone where the value is given away, and derive `Clone` where that is missing; never of what is told its end."""
    lost = given(case)
    of_type = _filled_from(lost.value) or type_of(case) if lost is not None else ""
    if lost is None or read_type(of_type).is_reference or any("clon" in one.message for one in case.error.suggestions):
        return
    inside = read_type(of_type).args
    named = [one for one in (head(of_type), *(head(one.text) for one in inside)) if one and own_type(case, one)]
    if is_noticed(case, of_type) or any(_is_mark(case, one) for one in named):
        return
    edits = derive_edits(case, [(one, "Clone") for one in named]) if named else ()
    if edits is None or not of_type:
        return
    is_deref = lost.value.type == "unary_expression" and lost.value.named_children
    value = lost.value.named_children[-1] if is_deref else lost.value
    written = closed(filled("{}.clone()", value))
    here = case.text.edit(lost.value.start_byte, lost.value.end_byte, written)
    yield case.offer(LAST, "it is needed twice: it is cloned", (*edits, here))


def _filled_from(value: Node) -> str:
    """Give the type of the struct expression that takes its other fields from a value; empty for another value."""
    above = value.parent
    listed = above.parent if above is not None and above.type == "base_field_initializer" else None
    whole = listed.parent if listed is not None else None
    return text_of(whole.child_by_field_name("name")) if whole is not None else ""


def _is_mark(case: Case, name: str) -> bool:
    """Say whether a type holds nothing: a mark of which there is one, and that is meant to be given away."""
    placed = own_type(case, name)
    return placed is not None and not placed.item.members and not placed.item.fields
