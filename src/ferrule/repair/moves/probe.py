"""Types of expressions, asked of the compiler by an error on purpose (P05)."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from ferrule.facts.repair import Changes
from ferrule.repair.moves.case import Probe
from ferrule.repair.moves.text import Text
from ferrule.repair.search.state import Compiled

_BEFORE, _AFTER = "{ let ferrule_probe: () = ", "; loop {} }"
_FOUND: Final = re.compile(r"expected `\(\)`, found (?:[a-z ]+ )?`(?P<type>.+)`$")
_OPEN: Final = re.compile(r"expected `\(\)`, found (integer|floating-point number)$")
_NAMED: Final = re.compile(r"found [a-z ]*?`(?P<type>[^`]+)`\s*$", re.MULTILINE)


def probe(changes: Changes, compile_all: Callable[[Sequence[Changes]], Sequence[Compiled]], root: Path) -> Probe:
    """Give the asker for a state: all expressions of one call share one compile.

    An expression is put where only `()` fits, so that the compiler names the type it found. Nothing is learned while
    the crate has errors of an earlier phase; what was asked is not kept, so ask once.
    """

    def types(text: Text, places: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        source, starts = text.source, []
        for start, end in sorted(places, reverse=True):
            source = b"".join((source[:start], _BEFORE.encode(), source[start:end], _AFTER.encode(), source[end:]))
        shift = 0
        for start, _ in sorted(places):
            starts.append(start + shift + len(_BEFORE))
            shift += len(_BEFORE) + len(_AFTER)
        [answer] = compile_all([{**changes, text.absolute: source}])
        by_start = {
            spot.byte_start: _type(spot.label, finding.rendered)
            for finding in answer.findings
            for spot in finding.spots
            if spot.primary and finding.rule == "E0308" and root / spot.path == text.absolute
        }
        known = dict(zip(sorted(places), (by_start.get(start, "") for start in starts), strict=True))
        return tuple(known[place] for place in places)

    return types


def _type(label: str, rendered: str) -> str:
    """Give the type in the words of the compiler: the label's, and where that is cut the note's whole one."""
    if open_one := _OPEN.search(label):
        return {"integer": "{integer}", "floating-point number": "{float}"}[open_one[1]]
    whole = _NAMED.search(rendered)
    found = _FOUND.search(label)
    if found and "_" not in found["type"] and "..." not in found["type"]:
        return found["type"]
    return whole["type"] if whole else found["type"] if found else ""
