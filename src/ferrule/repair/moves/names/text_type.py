"""`String` in a crate that has it not at hand, where the text itself is meant: `impl Trait for str`, `AsRef<str>`."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.syntax.items import text_of

ID: Final = "unsized-text"
CODES: Final = frozenset({"E0412", "E0425"})
_VIEWS: Final = frozenset({"AsRef", "Borrow", "Deref", "PartialEq", "AsMut"})


def propose(case: Case) -> Iterator[Offer]:
    """Write `str` where a type without a size may stand; the compiler says whether everything else agrees."""
    above = case.node.parent
    if case.found != "String" or above is None:
        return
    generic = above.parent if above.type == "type_arguments" else None
    of_view = generic is not None and text_of(generic.child_by_field_name("type")).rpartition("::")[2] in _VIEWS
    if of_view or above.type in {"reference_type", "impl_item"}:
        edit = (case.spot.byte_start, case.spot.byte_end, "str")
        yield case.replace(SURE - 14, "the text itself is meant: `str`", edit)
