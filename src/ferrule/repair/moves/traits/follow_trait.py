"""A member of an impl and its trait disagree on the head: one takes the other's, the impl first."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.traits.counterpart import member, pair_at
from ferrule.repair.moves.traits.generics import where_clause
from ferrule.repair.moves.traits.header import Part, header_parts, receiver, types_of
from ferrule.repair.moves.traits.own import impls, node_of
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "follow-trait"
CODES: Final = frozenset({"E0049", "E0050", "E0053", "E0185", "E0186", "E0195", "E0276", "E0277", "E0643"})
_SURPLUS: Final = "but not on the corresponding trait's method"


def propose(case: Case) -> Iterator[Offer]:
    """Offer the head of the trait for the impl, and of the impl for a trait of the crate that has no other impl."""
    if case.code == "E0277" and _SURPLUS not in case.words:
        return
    yield from _lent_to_change(case)
    pair = pair_at(case)
    if pair is None:
        yield from _receiver_only(case)
        return
    parts = [*_modifiers(pair.mine, pair.theirs), *header_parts(pair.mine, pair.theirs, pair.here)]
    if parts:
        rank = SURE if case.code != "E0053" else LIKELY
        yield case.replace(rank, "the impl takes the signature that its trait declares", *parts)
    name = text_of(pair.trait.child_by_field_name("name"))
    if case.code == "E0053" and not pair.arguments and _all_agree(case, name, pair.mine):
        words = "all impls of the trait have the same signature: the trait declares it"
        yield case.offer(SURE, words, (pair.home.edit(*part) for part in header_parts(pair.theirs, pair.mine, str)))
        return
    if pair.arguments or sum(1 for _ in impls(case, name)) > 1 or _is_unsafe(pair.theirs) != _is_unsafe(pair.mine):
        return
    if case.code == "E0053" and text_of(pair.trait).startswith("pub"):
        return  # others count on it, and the compiler says how the impl follows
    parts = [*_modifiers(pair.theirs, pair.mine), *header_parts(pair.theirs, pair.mine, str)]
    if parts:
        edits = (pair.home.edit(*part) for part in parts)
        yield case.offer(POSSIBLE, "the trait declares what its only impl does", edits)


def _lent_to_change(case: Case) -> Iterator[Offer]:
    """Let the trait lend something to be changed, where several impls take it so, those that macros make included."""
    place = next(iter(case.spots("type in trait")), None)
    if case.code != "E0053" or place is None or not case.found.startswith("&mut "):
        return
    alike = [one for error in case.errors if error.rule == "E0053" for one in error.spots if one.label == place.label]
    places = [one for one in alike if (one.path, one.byte_start) == (place.path, place.byte_start)]
    home = case.open(place.path)
    words = home.at(place.byte_start, place.byte_end) if home is not None else ""
    if home is not None and len(places) > 1 and words.startswith("&") and not words.startswith(("&mut ", "&'")):
        edit = home.edit(place.byte_start + 1, place.byte_start + 1, "mut ")
        yield case.offer(SURE, "the impls change what they are lent: the trait lends it so", (edit,))


def _all_agree(case: Case, of_trait: str, mine: Node) -> bool:
    """Say whether all impls of a trait that have this member, two at least, have it with the same types."""
    name = text_of(mine.child_by_field_name("name"))
    nodes = [node_of(placed.text, placed.item) for placed in impls(case, of_trait)]
    found = [member(node, name) for node in nodes if node is not None]
    heads = [types_of(one) for one in found if one is not None]
    return len(heads) > 1 and all(one == heads[0] for one in heads)


def _is_unsafe(member: Node) -> bool:
    """Say whether callers have to promise something: a trait does not drop that for the sake of an impl."""
    return any("unsafe" in text_of(one) for one in member.children if one.type == "function_modifiers")


def _modifiers(mine: Node, theirs: Node) -> list[Part]:
    """Give the edit for words such as `async`, `const` and `unsafe` before `fn`."""
    old, new = (next((one for one in of.children if one.type == "function_modifiers"), None) for of in (mine, theirs))
    if mine.type == "type_item" or theirs.type == "associated_type" or text_of(old) == text_of(new):
        return []
    first = next((one for one in mine.children if one.type == "fn"), None)
    if first is None:
        return []
    start = old.start_byte if old is not None else first.start_byte
    return [(start, first.start_byte, f"{text_of(new)} " if new is not None else "")]


def _receiver_only(case: Case) -> Iterator[Offer]:
    """Answer for traits of other crates, of which the message only tells the receiver, or the bound too much."""
    function = enclosing(case.node, "function_item")
    listed = function.child_by_field_name("parameters") if function is not None else None
    if function is None or listed is None:
        return
    if case.code == "E0186" and len(case.quoted) > 1 and case.quoted[1].endswith("self"):
        rest = ", " if listed.named_children else ""
        at = listed.start_byte + 1
        yield case.replace(SURE, "the trait's method has a receiver", (at, at, case.quoted[1] + rest))
    own = receiver(function)
    if case.code == "E0185" and own is not None:
        after = own.next_sibling
        end = (
            after.next_sibling.start_byte
            if after is not None and after.type == "," and after.next_sibling
            else own.end_byte
        )
        yield case.replace(SURE, "the trait's function has no receiver", (own.start_byte, end, ""))
    clause = where_clause(function)
    if case.code == "E0276" and clause is not None and len(clause.named_children) == 1:
        yield case.replace(LIKELY, "the trait does not ask for this", (clause.start_byte, clause.end_byte, ""))
