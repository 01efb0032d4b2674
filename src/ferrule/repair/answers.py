"""What of the compiler's answer counts in a search."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.facts.repair import Changes
from ferrule.repair.compile.unit import Replayed
from ferrule.repair.search.telltale import given_away

_NO_ROOM: Final = "No space left on device"


def counting(answer: Replayed, state: Changes, root: Path) -> Replayed:
    """Give an answer in which no verdict is never a good one, and what gives a wrong repair away is an error."""
    full = next((finding.message for finding in answer.findings if _NO_ROOM in finding.message), "")
    note = answer.note or full
    findings = given_away(answer.findings, state, root)
    return replace(answer, crashed=answer.crashed or bool(note), note=note, findings=findings)
