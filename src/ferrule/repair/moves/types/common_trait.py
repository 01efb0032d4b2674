"""A list of boxes with values of several types: it is a list of boxes of the trait that all of them have."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.types.expressions import around
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import text_of

ID: Final = "common-trait"
CODES: Final = frozenset({"E0308"})
_MADE: Final = re.compile(r"^(Box|Rc|Arc)::new\s*\(\s*([A-Z]\w*)\b", re.DOTALL)
_LISTS: Final = frozenset({"array_expression"})
_OPENED: Final = frozenset({"reference_expression", "unary_expression"})
"""What stands before the list of a `vec!` that is read as an array."""


def propose(case: Case) -> Iterator[Offer]:
    """Say in the `let` what the list holds, where just one own trait is implemented for all types in it."""
    listed = around(case.node, _LISTS)
    let = listed.parent if listed is not None else None
    while let is not None and let.type in _OPENED:
        let = let.parent
    pattern = let.child_by_field_name("pattern") if let is not None and let.type == "let_declaration" else None
    if listed is None or let is None or pattern is None or let.child_by_field_name("type") is not None:
        return
    made = [_MADE.match(text_of(one)) for one in listed.named_children if "comment" not in one.type]
    names = {one[2] for one in made if one is not None}
    pointers = {one[1] for one in made if one is not None}
    traits = _traits(case, names)
    if None in made or len(names) < 2 or len(pointers) != 1 or len(traits) != 1:
        return
    of_type = _type(case, let, listed, f"{pointers.pop()}<dyn {traits.pop()}>")
    if of_type:
        yield case.replace(SURE, f"the list holds `{of_type}`", (pattern.end_byte, pattern.end_byte, f": {of_type}"))


def _traits(case: Case, names: set[str]) -> set[str]:
    """Give the own traits that are implemented for all of these types, by the names that the impls use."""
    own = {one.item.name for one in placed_items(case) if one.item.kind == "trait"}
    impls = [one.item for one in placed_items(case) if one.item.kind == "impl" and one.item.of_trait]
    found = [{one.of_trait for one in impls if one.name == name} for name in names]
    common = set.intersection(*found) if found else set()
    return {trait for trait in common if read_type(trait).head in own}


def _type(case: Case, let: Node, listed: Node, held: str) -> str:
    """Give the type of the list; empty where it is neither made by `vec!` nor a plain array."""
    value = let.child_by_field_name("value")
    lead = case.text.at(value.start_byte, listed.start_byte) if value is not None else "?"
    if lead == "vec!":
        return f"Vec<{held}>"
    if not lead:
        return f"[{held}; {len([one for one in listed.named_children if 'comment' not in one.type])}]"
    return ""
