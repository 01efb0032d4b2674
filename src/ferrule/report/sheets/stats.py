"""The escalation funnel as a sheet."""

from typing import Final

from ferrule.facts.funnel import Funnel, Share
from ferrule.facts.sheet import Row, Sheet, Tone
from ferrule.facts.status import Status

_WHO: Final = {1: "the engine by itself", 2: "a coordinator", 3: "an architect", 4: "the user"}


def stats_sheet(funnel: Funnel, workspace: str) -> Sheet:
    """Give the sheet of the funnel: a row for each level, against its target."""
    missed = any(_status(one) is Status.FAILED for one in funnel.levels)
    return Sheet(
        command="stats",
        title="ferrule stats",
        workspace=workspace,
        verdict="targets missed" if missed else "targets reached" if funnel.incidents else "no incidents",
        tone=Tone.OPEN if missed else Tone.GOOD if funnel.incidents else Tone.QUIET,
        exit_code=0,
        rows=tuple(_row(one) for one in funnel.levels),
        funnel=funnel,
        totals=_totals(funnel),
        notes=funnel.notes,
    )


def _status(one: Share) -> Status:
    if one.share is None or one.target is None:
        return Status.SKIPPED
    return Status.PASSED if one.share >= one.target else Status.FAILED


def _row(one: Share) -> Row:
    status = _status(one)
    word = {Status.PASSED: "reached", Status.FAILED: "missed"}.get(status, "no target" if one.entered else "no data")
    share = "" if one.share is None else f"{100 * one.share:.1f} % resolved"
    sure = f" (95 %: {100 * one.interval[0]:.0f} to {100 * one.interval[1]:.0f} %)" if one.interval else ""
    target = "" if one.target is None else f"target {100 * one.target:.0f} %"
    return Row(
        id=f"level-{one.level}",
        title=_WHO.get(one.level, f"level {one.level}"),
        status=status,
        word=word,
        detail=", ".join(part for part in (f"{share}{sure}", target, one.note) if part),
        seen=f"{one.resolved} of {one.entered}",
    )


def _totals(funnel: Funnel) -> tuple[tuple[str, str], ...]:
    states = (("resolved", funnel.resolved), ("waiting", funnel.waiting), ("abandoned", funnel.abandoned))
    ended = ", ".join(f"{count} {name}" for name, count in (*states, ("open", funnel.open)))
    said = [
        ("incidents", f"{funnel.incidents}: {ended}"),
        ("runs", f"{funnel.tasks_at_user} of {funnel.tasks} came to the user"),
    ]
    if funnel.median_seconds is not None:
        said.append(("median time to resolution", f"{funnel.median_seconds:.1f} s"))
    return tuple(said)
