"""Functions that hand on a reference to what ends with one of them: all of them give the value itself (P15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files, placed_items
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.design.lending import lent
from ferrule.repair.moves.design.returned import values
from ferrule.repair.moves.lifetimes.owned import COPIED, Part, is_changeable, own_types, references
from ferrule.repair.moves.lifetimes.owning import Owning
from ferrule.repair.moves.ownership.given import name_of, shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import around, walk
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function, variable_of

ID: Final = "return-owned-through"
CODES: Final = frozenset({"E0515"})
RANK: Final = 82
_MOST: Final = 60
_MOST_LINKS: Final = 12


@dataclass(frozen=True, slots=True)
class _Link:
    """One function that gives a reference, and hands it on from another one or makes it."""

    text: Text
    node: Node
    written: Node
    """Its return type."""

    @property
    def name(self) -> str:
        return text_of(self.node.child_by_field_name("name"))


def propose(case: Case) -> Iterator[Offer]:
    """Change the return types, what is returned, and the callers that want a reference."""
    first = _first(case)
    if first is None:
        return
    links = _links(case, first)
    names = {one.name for one in links}
    if len(links) < 1 or len(names) != len(links) or len(links) > _MOST_LINKS or not _are_alone(case, names):
        return
    edits = [*_bodies(case, links), *_callers(case, links)]
    if edits and len(edits) <= _MOST:
        chain = " and ".join(f"`{one.name}`" for one in links)
        words = f"what {chain} give is made on the way: they give the value itself"
        yield case.offer(RANK, words, dict.fromkeys(edits))


def _first(case: Case) -> _Link | None:
    """Give the function whose own value is the end of the reference."""
    node = around_function(case.node)
    written = _returns(node) if node is not None else None
    inside = case.node if case.node.type == "closure_expression" else around(case.node, {"closure_expression"})
    if node is None or written is None or (inside is not None and inside.start_byte > node.start_byte):
        return None
    return _Link(shown(case.text), shown(case.text).node(node.start_byte, node.end_byte), written)


def _returns(node: Node) -> Node | None:
    """Give the type of a function that gives one shared reference, and whose signature nothing else fixes."""
    written = node.child_by_field_name("return_type")
    impl = around(node, {"impl_item", "trait_item"})
    is_fixed = impl is not None and (impl.type == "trait_item" or impl.child_by_field_name("trait") is not None)
    if node.type != "function_item" or written is None or written.type != "reference_type" or is_fixed:
        return None
    return None if is_changeable(text_of(written)) else written


def _links(case: Case, first: _Link) -> list[_Link]:
    """Give the function and those that return what one of them gave them."""
    found = [first]
    known = [(shown(text), node) for text, _ in files(case) for node in walk(shown(text).tree.root_node)
             if node.type == "function_item" and _returns(node) is not None]  # fmt: skip
    grown = True
    while grown:
        grown = False
        names = {one.name for one in found}
        for text, node in known:
            written = _returns(node)
            is_new = text_of(node.child_by_field_name("name")) not in names
            if written is not None and is_new and any(_called(one) in names for one in values(node)):
                found.append(_Link(text, node, written))
                grown = True
                break
    return found


def _are_alone(case: Case, names: set[str]) -> bool:
    """Say whether each name means one function of the crate only."""
    defined = [one.item.name for one in placed_items(case) if one.item.kind == "fn"]
    return all(defined.count(name) == 1 for name in names)


def _called(node: Node) -> str:
    """Give the name of the function that a value comes from; empty for any other value."""
    return name_of(node) if node.type == "call_expression" else ""


def _bodies(case: Case, links: list[_Link]) -> Iterator[Edit]:
    names = {one.name for one in links}
    doomed = tuple(
        (spot.byte_start, spot.byte_end)
        for error in case.errors
        for spot in error.spots
        if error.rule == "E0515" and spot.primary
    )
    for link in links:
        owning = Owning(doomed if link.text.path == case.text.path else (), link.name)
        for value in values(link.node):
            if _called(value) not in names:
                owning.value(value, link.written)
        yield from as_edits(link.text, [*own_types(link.written), *owning.parts])


def _callers(case: Case, links: list[_Link]) -> Iterator[Edit]:
    """Yield the edits of the other calls: what they are given lives as long as the statement, or has a name."""
    inner = {one.name: one.written.child_by_field_name("type") for one in links}
    for plain, _ in files(case):
        text = shown(plain)
        for node in walk(text.tree.root_node):
            name = _called(node)
            if name in inner and not _is_handed_on(node, links):
                yield from as_edits(text, _received(node, inner[name]))


def _is_handed_on(call: Node, links: list[_Link]) -> bool:
    return any(call == value for link in links for value in values(link.node))


def _received(call: Node, inner: Node | None) -> list[Part]:
    above = call.parent
    if above is None or above.type != "let_declaration":
        return lent(call, inner)
    written = above.child_by_field_name("type")
    if written is not None:
        return [*own_types(written)] if references(written) else []
    pattern = above.child_by_field_name("pattern")
    variable = variable_of(pattern) if pattern is not None and pattern.type == "identifier" else None
    if variable is None:
        return lent(call, inner)
    return [part for use in variable.uses for part in lent(use, inner) if text_of(inner) not in COPIED or part[2]]
