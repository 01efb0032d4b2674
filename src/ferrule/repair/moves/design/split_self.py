"""Two borrows of one value through its methods: a method takes the fields that it needs, and no longer the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, files
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.design.field_access import Used, through_parameters, used_fields
from ferrule.repair.moves.lifetimes.owned import COPIED, Part
from ferrule.repair.moves.ownership.given import name_of, shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import impls, node_of, own_type
from ferrule.repair.moves.types.declared import owner_around
from ferrule.repair.moves.types.expressions import exact, walk
from ferrule.syntax.items import Item, text_of

ID: Final = "split-receiver"
CODES: Final = frozenset({"E0499", "E0502", "E0503", "E0506"})
RANK: Final = 84
_MOST: Final = 60
_PLACES: Final = frozenset({"self", "identifier", "field_expression"})


@dataclass(frozen=True, slots=True)
class _Method:
    """A method whose receiver is taken apart."""

    owner: Placed
    impl: Placed
    item: Item
    node: Node
    used: list[Used]


def propose(case: Case) -> Iterator[Offer]:
    """Turn each method of the conflict by itself, then both, into a function of the fields that they use."""
    found = [one for one in (_method(case, call) for call in _calls(case)) if one is not None]
    once = list({one.item.start: one for one in found}.values())
    for chosen in (*([one] for one in once), once):
        edits = [edit for one in chosen for edit in _edits(case, one)]
        whole = all(any(True for _ in _edits(case, one)) for one in chosen)
        if chosen and whole and len(edits) <= _MOST:
            names = " and ".join(f"`{one.item.name}`" for one in chosen)
            yield case.offer(RANK, f"{names} needs some fields only: it takes these and not all of `self`", edits)
        if len(once) < 2:
            return


def _calls(case: Case) -> Iterator[Node]:
    """Yield the method calls that the error points at."""
    text = shown(case.text)
    for spot in case.error.spots:
        if spot.path != case.text.path or spot.note:
            continue
        node: Node | None = exact(text, spot.byte_start, spot.byte_end) or text.node(spot.byte_start, spot.byte_end)
        while node is not None and node.type in {*_PLACES, "call_expression", "field_identifier", "arguments"}:
            called = node.child_by_field_name("function") if node.type == "call_expression" else None
            if called is not None and called.type == "field_expression":
                yield node
            node = node.parent


def _method(case: Case, call: Node) -> _Method | None:
    """Give the method that a call means, where it uses its receiver by its fields alone."""
    name = name_of(call)
    found = [(impl, one) for impl in impls(case) for one in impl.item.members if one.name == name and one.kind == "fn"]
    if len(found) != 1 or found[0][0].item.of_trait or found[0][1].visibility == "pub":
        return None
    impl, item = found[0]
    owner = own_type(case, impl.item.name)
    node = node_of(shown(impl.text), item)
    if owner is None or owner.item.kind != "struct" or owner.item.is_tuple or node is None:
        return None
    if not item.params or item.params[0].type not in {"&self", "&mut self"}:
        return None
    used = used_fields(case, node, owner.item)
    if (
        not used
        or len(used) == len(owner.item.fields)
        or {one.pattern for one in item.params} & {one.name for one in used}
    ):
        return None
    lent = sum(one.changed or one.type not in COPIED for one in used) + sum("&" in one.type for one in item.params[1:])
    return None if "&" in item.returns and lent != 1 else _Method(owner, impl, item, node, used)


def _edits(case: Case, method: _Method) -> Iterator[Edit]:
    """Yield the edits of the method and of all its calls; none where a call cannot follow."""
    text = shown(method.impl.text)
    own = method.item.params[0]
    taken = ", ".join(one.parameter for one in method.used)
    parts: list[Part] = [(own.start, own.end, taken), *through_parameters(method.node, method.used)]
    edits = list(as_edits(text, parts))
    for plain, _ in files(case):
        here = shown(plain)
        for node in walk(here.tree.root_node):
            if node.type != "call_expression" or name_of(node) != method.item.name:
                continue
            called = _called(here, node, method)
            if called is None:
                return
            edits += as_edits(here, called)
    yield from edits


def _called(text: Text, call: Node, method: _Method) -> list[Part] | None:
    """Give the edits of one call; None where its receiver is made on the spot, or its fields are out of reach."""
    function, given = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    receiver = function.child_by_field_name("value") if function is not None else None
    is_inside = method.node.start_byte <= call.start_byte < method.node.end_byte and text.path == method.impl.text.path
    if function is None or given is None or receiver is None or receiver.type not in _PLACES or is_inside:
        return None
    if text.path != method.owner.text.path:
        return None
    name = "Self" if owner_around(call) == method.owner.item.name else method.owner.item.name
    fields = ", ".join(one.given(text_of(receiver)) for one in method.used)
    more = ", " if given.named_child_count else ""
    return [
        (function.start_byte, function.end_byte, f"{name}::{method.item.name}"),
        (given.start_byte + 1, given.start_byte + 1, fields + more),
    ]
