"""A program without `main` (P05)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.keywords import one_apart
from ferrule.repair.moves.move import LAST, SURE

ID: Final = "name-main"
CODES: Final = frozenset({"E0601"})


def propose(case: Case) -> Iterator[Offer]:
    """Rename the function whose name is nearly `main`; where there is none, a program that does nothing is meant."""
    functions = [item for item in case.text.items if item.kind == "fn" and not item.modules and not item.params]
    for item in functions:
        if item.name.lower() == "main" or one_apart(item.name.lower(), "main"):
            if "test" in item.attributes or item.name == "main":
                continue
            message = f"`{item.name}` is `main`, with which a program begins"
            yield case.replace(SURE, message, (item.name_start, item.name_end, "main"))
    if not any(item.name == "main" for item in functions):
        end = len(case.text.source)
        line = "" if not end or case.text.source.endswith(b"\n") else "\n"
        yield case.replace(LAST, "a program begins with `main`", (end, end, f"{line}fn main() {{}}\n"))
