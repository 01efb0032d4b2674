"""A trait and its impl disagree on the kind of a member, or on the type of a constant."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.traits.counterpart import pair_at
from ferrule.repair.moves.traits.header import declaration
from ferrule.repair.moves.traits.own import impls
from ferrule.syntax.items import text_of

ID: Final = "member-kind"
CODES: Final = frozenset({"E0323", "E0324", "E0325", "E0326"})


def propose(case: Case) -> Iterator[Offer]:
    """Give a constant its declared type, or let the trait declare what its only impl defines."""
    pair = pair_at(case)
    if pair is None:
        return
    old, new = (one.child_by_field_name("type") for one in (pair.mine, pair.theirs))
    if case.code == "E0326":
        if old is None or new is None:
            return
        part = (old.start_byte, old.end_byte, pair.here(text_of(new)))
        yield case.replace(SURE, "the constant has the type that its trait declares", part)
    if pair.arguments or sum(1 for _ in impls(case, text_of(pair.trait.child_by_field_name("name")))) > 1:
        return
    if case.code == "E0326" and old is not None and new is not None:
        edit = pair.home.edit(new.start_byte, new.end_byte, text_of(old))
        yield case.offer(POSSIBLE, "the trait declares the type that its only impl has", (edit,))
    elif (words := declaration(pair.mine)) and case.code != "E0326":
        edit = pair.home.edit(pair.theirs.start_byte, pair.theirs.end_byte, words)
        yield case.offer(LIKELY, "the trait declares what its only impl defines", (edit,))
