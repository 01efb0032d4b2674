"""Edits that the guard keeps ferrule from making: the user may."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from ferrule.escalation.options.draft import Draft
from ferrule.facts.repair import Changes
from ferrule.repair.admission import OUTSIDE
from ferrule.repair.identity import identity
from ferrule.repair.search.candidates import applied
from ferrule.repair.search.state import Trace

_NEVER: Final = frozenset({OUTSIDE, "syntax"})
"""Rules behind which nothing is to be decided."""
_RANK: Final = 20
_MOST: Final = 4
"""Edits of one error that are worked out: the surer ways out behind them must have their turn."""


def refused_drafts(traces: Iterable[Trace], name: str, tree: Changes, root: Path) -> Iterator[Draft]:
    """Yield what was thought of for the error of this identity and not admitted: a few, the likeliest first."""
    seen: set[tuple[str, ...]] = set()
    found = [
        (candidate, why)
        for trace in traces
        for error, candidate, why in trace.refused
        if identity(error) == name and why.rule not in _NEVER
    ]
    for candidate, why in sorted(found, key=lambda one: one[0].rank):
        mark = tuple(edit.replacement for edit in candidate.edits)
        changes = applied(candidate, tree, root)
        if len(seen) == _MOST:
            return
        if mark in seen or changes is None:
            continue
        seen.add(mark)
        new = {path: text for path, text in changes.items() if tree.get(path) != text}
        risk = f"ferrule does not do this by itself ({why.rule}): {why.note}"
        yield Draft(candidate.message, new, risk, rank=_RANK + candidate.rank)
