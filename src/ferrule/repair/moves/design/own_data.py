"""A type that outlives what it borrows: it owns its data, and so do the types that are made of it (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files, placed_items
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.design.holders import Holder, head_of, holders, settled
from ferrule.repair.moves.design.kept_fields import Fields, constructed, read
from ferrule.repair.moves.design.taken_objects import given_away
from ferrule.repair.moves.design.unlifetimed import declarations, uses
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import head
from ferrule.repair.moves.types.declared import owner_around
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function

ID: Final = "own-data"
CODES: Final = frozenset({"E0597", "E0515", "E0716", "E0521", "E0505"})
RANK: Final = 84
_MOST: Final = 160
_MOST_TYPES: Final = 4


def propose(case: Case) -> Iterator[Offer]:
    """Change the types, all that makes and reads them, and the lifetimes that nothing needs any more."""
    known = holders(case)
    seen: set[frozenset[str]] = set()
    for name in _concerned(case, known)[:_MOST_TYPES]:
        for owning in (_below({name}, known), _joined({name}, known)):
            if frozenset(owning) in seen:
                continue
            seen.add(frozenset(owning))
            changed = settled(known, owning)
            edits = _edits(case, changed, owning) if changed else []
            if edits and len(edits) <= _MOST:
                words = " and ".join(f"`{one}`" for one in sorted(owning))
                yield case.offer(RANK, f"it outlives what it borrows: {words} now own their data", edits)


def _concerned(case: Case, known: dict[str, Holder]) -> list[str]:
    """Give the types that borrow and that the function of the error speaks of, the likeliest first."""
    function = around_function(case.node)
    if function is None:
        return []
    returned = text_of(function.child_by_field_name("return_type"))
    places = (case.words, owner_around(case.node), returned, text_of(function))
    named = [one for text in places for one in known if known[one].fields and re.search(rf"\b{one}\b", text)]
    return list(dict.fromkeys(named))


def _below(names: set[str], known: dict[str, Holder]) -> set[str]:
    """Give the types with those that they are made of, as far as these borrow."""
    found = set(names)
    waiting = list(names)
    while waiting:
        for other in _parts(known[waiting.pop()], known) - found:
            found.add(other)
            waiting.append(other)
    return {one for one in found if known[one].fields}


def _joined(names: set[str], known: dict[str, Holder]) -> set[str]:
    """Give the types with those that they are made of and those that are made of them."""
    found = set(names)
    while True:
        above = {one for one, holder in known.items() if _parts(holder, known) & found}
        more = above | _below(found, known) | found
        if more == found:
            return {one for one in found if known[one].fields}
        found = more


def _parts(holder: Holder, known: dict[str, Holder]) -> set[str]:
    body = holder.node.child_by_field_name("body")
    named = (head_of(one) for one in walk(body) if one.type == "generic_type") if body is not None else ()
    return {one for one in named if one in known}


def _edits(case: Case, changed: dict[str, Holder], owning: set[str]) -> list[Edit]:
    """Give all edits of the crate; none where a file has a place that cannot follow."""
    parts: list[tuple[Text, Part]] = []
    fields = Fields.of({name: changed[name] for name in owning if name in changed}, case)
    words = [one.encode() for one in (*changed, *(field for _, _, field in fields.kinds))]
    texts = [shown(plain) for plain, _ in files(case)]
    for text in (one for one in texts if any(word in one.source for word in words)):
        following = uses(text, changed)
        if following is None or _is_copied(text, changed):
            return []
        made = list(constructed(text, fields))
        kept = [one for one in following if not any(_holds(other, one) for other in made)]
        looked = (one for one in read(text, fields) if not any(_meets(one, other) for other in made))
        parts += [(text, one) for one in (*declarations(changed, owning, text.path), *kept, *made, *looked)]
    names = [one.item.name for one in placed_items(case) if one.item.kind == "fn"]
    if fields.taken.places:
        parts += [(text, one) for text in texts for one in given_away(text, fields.taken)]
    if fields.taken.failed or any(names.count(one) != 1 for one in fields.taken.places):
        return []
    return [edit for text in texts for edit in as_edits(text, (part for one, part in parts if one is text))]


def _is_copied(text: Text, changed: dict[str, Holder]) -> bool:
    """Say whether a file makes one of the types `Copy`, or a constant: owned data can be neither."""
    for node in walk(text.tree.root_node):
        if node.type in {"const_item", "static_item"}:
            words = text_of(node.child_by_field_name("type"))
            if any(re.search(rf"\b{name}\b", words) for name in changed):
                return True
        is_impl = node.type == "impl_item" and text_of(node.child_by_field_name("trait")) == "Copy"
        if is_impl and head(text_of(node.child_by_field_name("type"))) in changed:
            return True
    for holder in changed.values() if changed else ():
        before = holder.node.prev_named_sibling
        while before is not None and before.type in {"attribute_item", "line_comment", "block_comment"}:
            if before.type == "attribute_item" and re.search(r"\bCopy\b", text_of(before)):
                return True
            before = before.prev_named_sibling
    return False


def _holds(one: Part, other: Part) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


def _meets(one: Part, other: Part) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
