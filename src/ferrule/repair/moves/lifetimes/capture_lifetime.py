"""What is given back holds on to an argument that its signature does not tie to it (P15)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.lifetimes.flows import declared, function_of, lifetime_of, naming, references_called
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.tree import enclosing

ID: Final = "capture-lifetime"
CODES: Final = frozenset({"", "E0700"})


def propose(case: Case) -> Iterator[Offer]:
    """Give the argument the lifetime of the other ones; complete a suggestion that names one of two only."""
    function = function_of(case.node)
    if function is None:
        return
    if case.code == "E0700":
        names = list(declared(function))
        for spot in case.spots("captures the anonymous lifetime defined here"):
            reference = enclosing(case.text.node(spot.byte_start, spot.byte_end), "reference_type", "self_parameter")
            if reference is not None and lifetime_of(reference) is None and len(names) == 1:
                yield case.replace(LIKELY, f"it is kept for as long as `{names[0]}`", naming(reference, names[0]))
    elif "lifetime may not live long enough" in case.error.message:
        yield from _completed(case)


def _completed(case: Case) -> Iterator[Offer]:
    """Yield the compiler's own edits with the same lifetime for the receiver, of which a part is given back, too."""
    receivers = [
        one for label in ("'1", "'2") for one in references_called(case, label) if one.type == "self_parameter"
    ]
    for suggestion in case.error.suggestions:
        name = next((edit.replacement.strip("<>") for edit in suggestion.edits if edit.replacement[:2] == "<'"), "")
        starts = {edit.byte_start for edit in suggestion.edits}
        fresh = [one for one in receivers if one.start_byte + 1 not in starts]
        if name and fresh and "," not in name:
            edits = [*suggestion.edits, *(case.text.edit(*naming(one, name)) for one in fresh)]
            yield case.offer(POSSIBLE, f"both are given back: `{name}` for both", edits)
