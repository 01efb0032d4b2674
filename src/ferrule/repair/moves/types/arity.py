"""Too few generic arguments: those of the item around, what is inferred, or what the types around allow."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit, Suggestion
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.types.conversions import BEFORE
from ferrule.repair.moves.types.expressions import ancestors
from ferrule.repair.moves.types.usage import types_around
from ferrule.syntax.items import as_replacement, text_of

ID: Final = "add-generic-arguments"
CODES: Final = frozenset({"E0107"})
_ADDED: Final = re.compile(r"\b[A-Z]\w*\b")
_MOST: Final = 3
_TYPES: Final = frozenset({"struct", "enum", "union", "trait"})


def propose(case: Case) -> Iterator[Offer]:
    """Fill the parameters that the compiler would add: by those of the item around, by `_`, by types at hand."""
    for suggestion in case.error.suggestions:
        if "missing generic argument" not in suggestion.message:
            continue
        yield from _declared_around(case, suggestion)
        yield from _by_the_impl(case, suggestion)
        given = [case.text.at(spot.byte_start, spot.byte_end) for spot in case.spots("supplied") if not spot.primary]
        open_ones = [] if _is_head(case.node) else list(_parameters(case.node))[:1]
        told = ["_", *given[-1:], *open_ones, "i32", *types_around(case.node)]
        for at, name in enumerate(dict.fromkeys(told)):
            if at > _MOST:
                break
            edits = _edits(case, suggestion, as_replacement(name))
            rank = SURE if name == "_" else LIKELY if name in {*given, *open_ones} else _guess(case.node)
            yield case.offer(rank, f"a generic argument is missing: `{name}`", edits)


def _edits(case: Case, suggestion: Suggestion, name: str) -> list[Edit]:
    edits = []
    for edit in suggestion.edits:
        text = case.open(edit.path) or case.text
        new = _ADDED.sub(name, edit.replacement) if name else edit.replacement
        edits.append(text.edit(edit.byte_start, edit.byte_end, new))
    return edits


def _guess(node: Node) -> int:
    """Give how sure a type is that is only at hand: where the item around is generic, rather its parameter is meant."""
    return LAST if any(_parameters(node)) else POSSIBLE


def _parameters(node: Node) -> Iterator[str]:
    """Yield the type parameters of the items around, those of the innermost first."""
    for above in ancestors(node):
        listed = above.child_by_field_name("type_parameters")
        for one in listed.named_children if listed is not None else ():
            if one.type == "type_parameter":
                yield text_of(one.child_by_field_name("name"))


def _added(suggestion: Suggestion) -> list[str]:
    return [name for edit in suggestion.edits for name in _ADDED.findall(edit.replacement)]


def _declared_around(case: Case, suggestion: Suggestion) -> Iterator[Offer]:
    """Take the names of the missing parameters as they are, where the item around declares just these."""
    names = _added(suggestion)
    if names and set(names) <= set(_parameters(case.node)):
        words = f"the parameters of the item around: `{', '.join(names)}`"
        yield case.offer(BEFORE, words, _edits(case, suggestion, ""))


def _is_head(node: Node) -> bool:
    """Say whether a type is that for which an impl without parameters is written."""
    impl = node.parent
    is_type = impl is not None and impl.type == "impl_item" and impl.child_by_field_name("type") == node
    return is_type and impl is not None and impl.child_by_field_name("type_parameters") is None


def _by_the_impl(case: Case, suggestion: Suggestion) -> Iterator[Offer]:
    """Let the impl declare the parameters of its type, bounds included."""
    impl, names = case.node.parent, _added(suggestion)
    found = [one.item for one in placed_items(case) if one.item.kind in _TYPES and one.item.name == case.found]
    if impl is None or not _is_head(case.node) or len(found) != 1:
        return
    generics = re.sub(r"\s*=\s*[^,>]+", "", found[0].generics)
    declared = re.findall(r"(?:^<|,)\s*(\w+)", generics)
    if declared == names and "const " not in generics:
        at = impl.start_byte + len("impl")
        edits = [case.text.edit(at, at, generics), *_edits(case, suggestion, "")]
        if case.text.at(impl.start_byte, at) == "impl":
            yield case.offer(BEFORE, f"the impl is for any `{', '.join(names)}`", edits)
