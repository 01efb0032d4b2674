"""A member of an impl and its trait disagree on the head: one takes the other's, the impl first."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.traits.counterpart import pair_at
from ferrule.repair.moves.traits.generics import where_clause
from ferrule.repair.moves.traits.header import Part, header_parts, receiver
from ferrule.repair.moves.traits.own import impls
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "follow-trait"
CODES: Final = frozenset({"E0049", "E0050", "E0053", "E0185", "E0186", "E0195", "E0276", "E0643"})


def propose(case: Case) -> Iterator[Offer]:
    """Offer the head of the trait for the impl, and of the impl for a trait of the crate that has no other impl."""
    pair = pair_at(case)
    if pair is None:
        yield from _receiver_only(case)
        return
    parts = [*_modifiers(pair.mine, pair.theirs), *header_parts(pair.mine, pair.theirs, pair.here)]
    if parts:
        rank = SURE if case.code != "E0053" else LIKELY
        yield case.replace(rank, "the impl takes the signature that its trait declares", *parts)
    name = text_of(pair.trait.child_by_field_name("name"))
    if pair.arguments or sum(1 for _ in impls(case, name)) > 1 or _is_unsafe(pair.theirs) != _is_unsafe(pair.mine):
        return
    if case.code == "E0053" and text_of(pair.trait).startswith("pub"):
        return  # others count on it, and the compiler says how the impl follows
    parts = [*_modifiers(pair.theirs, pair.mine), *header_parts(pair.theirs, pair.mine, str)]
    if parts:
        edits = (pair.home.edit(*part) for part in parts)
        yield case.offer(POSSIBLE, "the trait declares what its only impl does", edits)


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
