"""The incidents of a workspace as a sheet."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from ferrule.facts.escalation import Tracked
from ferrule.facts.finding import Finding, Level
from ferrule.facts.sheet import Problem, Row, Sheet, Tone
from ferrule.facts.status import Status
from ferrule.process.redact import mask
from ferrule.report.incidents import status_of

_STATUS: Final = {
    "resolved": Status.PASSED,
    "waiting": Status.INCONCLUSIVE,
    "abandoned": Status.SKIPPED,
    "open": Status.FAILED,
}
_ORDER: Final = ("waiting", "open", "abandoned", "resolved")


def incidents_sheet(found: Iterable[Tracked], workspace: str, exit_code: int) -> Sheet:
    """Give the sheet of incidents: those that wait for the user first, then those that are open."""
    ranked = sorted(found, key=lambda one: (_ORDER.index(status_of(one)), one.id))
    counts = Counter(status_of(one) for one in ranked)
    verdict = next((status for status in _ORDER[:2] if counts[status]), "clear")
    return Sheet(
        command="incidents",
        title="ferrule incidents",
        workspace=workspace,
        verdict=verdict,
        tone={"waiting": Tone.OPEN, "open": Tone.BAD}.get(verdict, Tone.GOOD),
        exit_code=exit_code,
        rows=tuple(_row(one) for one in ranked),
        problems=tuple(Problem(_finding(one), (one.id,), status_of(one), one.id) for one in ranked),
        totals=(("incidents", ", ".join(f"{counts[one]} {one}" for one in _ORDER if counts[one]) or "none"),),
    )


def _row(one: Tracked) -> Row:
    status, seen = status_of(one), one.sighting
    place = f"{seen.path}:{seen.line or 1}" if seen.path else "no file is named"
    trigger = f", trigger {one.trigger}" if one.trigger else ""
    return Row(
        id=one.id,
        title=f"{seen.code or 'syntax'} at {place}",
        status=_STATUS[status],
        word=status,
        detail=mask(f"level {one.level}, {seen.kind}{trigger}: {seen.message}"),
        remedy=f"ferrule incidents show {one.id}" if status == "waiting" else "",
        seen=f"{sum(one.attempts)} attempts",
        seconds=sum(one.seconds),
    )


def _finding(one: Tracked) -> Finding:
    seen = one.sighting
    return Finding("rustc", seen.code or None, Level.ERROR, mask(seen.message), seen.path or None, seen.line)
