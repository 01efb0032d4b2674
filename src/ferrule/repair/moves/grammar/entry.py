"""A program without `main` (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.keywords import one_apart
from ferrule.repair.moves.move import LAST, LIKELY, SURE

ID: Final = "name-main"
CODES: Final = frozenset({"E0601", "E0580"})

_LIST: Final = re.compile(r"&?(?:Vec<(?:String|&(?:'\w+ )?str)>|\[(?:String|&(?:'\w+ )?str)\])")
"""Types of a list of texts, as other languages give it to `main`."""


def propose(case: Case) -> Iterator[Offer]:
    """Rename the function whose name is nearly `main`; where there is none, a program that does nothing is meant.

    A `main` with parameters takes what stands on the command line from the standard library.
    """
    if case.code == "E0580":
        yield from _without_parameters(case)
        return
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


def _without_parameters(case: Case) -> Iterator[Offer]:
    """Yield `main` without its parameters: a list of texts is what the command line says, an unused one is nothing."""
    item = next((one for one in case.text.items if one.kind == "fn" and one.name == "main" and not one.modules), None)
    if item is None or item.body is None or not item.params:
        return
    inside = item.body[0] + 1
    words = case.text.at(inside, item.body[1])
    last = item.params[-1]
    gone = (item.params[0].start, last.end, "")
    used = [one for one in item.params if re.search(rf"\b{re.escape(_name(one.pattern))}\b", words)]
    if not used:
        yield case.replace(LIKELY, "`main` has no parameters", gone)
    elif len(used) == 1 and _LIST.fullmatch(used[0].type):
        mutable = "mut " if used[0].pattern.startswith("mut ") else ""
        taken = f"let {mutable}{_name(used[0].pattern)}: Vec<String> = std::env::args().collect();"
        message = "`main` has no parameters: the command line is read"
        yield case.replace(LIKELY, message, gone, (inside, inside, f"\n{case.text.indent(item.start)}    {taken}"))


def _name(pattern: str) -> str:
    return pattern.removeprefix("mut ").strip()
