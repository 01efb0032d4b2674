"""An attribute that can mean nothing where it stands (P05)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.attributes.attribute import KEPT, attribute_at, attributes_of, name_of, without
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE

ID: Final = "drop-attribute"
CODES: Final = frozenset({
    "", "E0084", "E0152", "E0264", "E0454", "E0455", "E0458", "E0459", "E0466", "E0468", "E0469", "E0517", "E0518",
    "E0522", "E0536", "E0537", "E0538", "E0539", "E0542", "E0543", "E0544", "E0545", "E0546", "E0547", "E0549",
    "E0565", "E0588", "E0648", "E0658", "E0690", "E0691", "E0701", "E0710", "E0718", "E0722", "E0731", "E0734",
    "E0736", "E0737", "E0739", "E0757", "E0774", "E0788", "E0802",
})  # fmt: skip
_ON_ITEM: Final = {
    "E0084": {"repr"},
    "E0152": {"lang"}, "E0264": {"lang"}, "E0690": {"repr"}, "E0731": {"repr"}, "E0691": {"repr"}, "E0588": {"repr"},
    "E0517": {"repr"}, "E0518": {"inline"}, "E0468": {"macro_use"},
}  # fmt: skip
"""Errors that point at the item, and the attribute which they mean."""
_MEANING: Final = frozenset({"thread_local", "linkage", "link_section", "export_name", "no_mangle", "global_allocator"})
"""Attributes without which the program runs, and does something else."""
_WORDS: Final = (
    "attribute cannot be used on", "cannot find attribute", "attribute should be applied to", "not a macro",
    "cannot be used on", "unused attribute", "multiple `", "is not allowed on", "malformed", "cannot find derive macro",
)  # fmt: skip


def propose(case: Case) -> Iterator[Offer]:
    """Leave the attribute out; the item that it stood on stays as it is."""
    if not case.code and not any(words in case.error.message for words in _WORDS):
        return
    for attribute in dict.fromkeys(_attributes(case)):
        name = name_of(attribute)
        if name in KEPT | _MEANING or (name == "derive" and case.code != "E0774"):
            continue
        if name == "repr" and case.code == "E0565":  # a layout is meant, only written another way
            continue
        inside = attribute.start_byte + 2 < case.spot.byte_start < attribute.end_byte  # one of several arguments
        rank = POSSIBLE if inside else LIKELY
        yield case.replace(rank, f"`{name}` means nothing here: leave it out", without(case.text, attribute))


def _attributes(case: Case) -> Iterator[Node]:
    for spot in case.error.spots:
        if spot.primary and spot.path == case.spot.path:
            attribute = attribute_at(case.text, spot.byte_start)
            if attribute is not None:
                yield attribute
                continue
            wanted = _ON_ITEM.get(case.code, ())
            yield from (one for one in attributes_of(case.text, spot.byte_start) if name_of(one) in wanted)
