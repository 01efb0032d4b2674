"""What an installation would do or did, for people and for machines: `ferrule.install/1`."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.text import Text

from ferrule.facts.definition import Remark
from ferrule.facts.install import Done, Plan, Presence
from ferrule.report.escape import as_name, for_terminal

SCHEMA: Final = "ferrule.install/1"
_STYLE: Final = {Presence.NEW: "green", Presence.OURS: "green", Presence.SAME: "dim"}
_WORDS: Final = {
    Presence.NEW: "write",
    Presence.OURS: "renew",
    Presence.SAME: "same",
    Presence.CHANGED: "changed by somebody, stays",
    Presence.FOREIGN: "not from ferrule, stays",
    Presence.CLOSED: "cannot be written",
}


def plan_object(planned: Plan) -> dict[str, object]:
    """Give what would be done, file by file."""
    return {
        "schema": SCHEMA,
        "target": planned.target.value,
        "root": planned.root,
        "dry_run": True,
        "files": [{"path": one.path, "presence": one.presence.value, "why": one.why or None} for one in planned.files],
        "obsolete": [one.path for one in planned.obsolete],
        "remarks": [_remark(one) for one in planned.remarks],
    }


def done_object(done: Done) -> dict[str, object]:
    """Give what was done, by paths."""
    return {
        "schema": SCHEMA,
        "target": done.target.value,
        "root": done.root,
        "dry_run": False,
        "written": list(done.written),
        "same": list(done.same),
        "removed": list(done.removed),
        "kept": [{"path": one.path, "why": one.why} for one in done.kept],
    }


def print_plan(planned: Plan, console: Console) -> None:
    """Print a line for each file, and the totals."""
    for one in planned.files:
        text = Text(f"{_WORDS[one.presence]:<27}", _STYLE.get(one.presence, "yellow")).append(as_name(one.path))
        text.append(f" ({for_terminal(one.why)})" if one.why else "", "dim")
        console.print(text, highlight=False, soft_wrap=True)
    for old in planned.obsolete:
        words = "remove" if old.presence is Presence.OURS else _WORDS[old.presence]
        console.print(Text(f"{words:<27}", "yellow").append(as_name(old.path)), highlight=False, soft_wrap=True)
    _print_remarks(planned.remarks, console)
    count = Counter(_WORDS[one.presence] for one in planned.files)
    parts = [f"{number} {words}" for words, number in count.items()]
    console.print(
        f"\n{' · '.join(parts)} · below {as_name(planned.root)} · nothing written", highlight=False, soft_wrap=True
    )


def print_done(done: Done, remarks: Iterable[Remark], console: Console) -> None:
    """Print what was kept and why, and the totals."""
    for one in done.kept:
        text = Text("kept  ", "yellow").append(as_name(one.path)).append(f"  {for_terminal(one.why)}", "dim")
        console.print(text, highlight=False, soft_wrap=True)
    _print_remarks(remarks, console)
    numbers = {"written": done.written, "as it was": done.same, "removed": done.removed, "kept": done.kept}
    parts = [f"{len(paths)} {words}" for words, paths in numbers.items() if paths]
    console.print(
        f"{' · '.join(parts) or 'nothing to do'} · below {as_name(done.root)}", highlight=False, soft_wrap=True
    )


def print_export(remarks: Iterable[Remark], console: Console) -> None:
    """Print what was joined, moved or left out."""
    _print_remarks(remarks, console)


def _print_remarks(remarks: Iterable[Remark], console: Console) -> None:
    for one in remarks:
        console.print(Text(f"{one.level.value}[{one.rule}] {for_terminal(one.message)}", "dim"), soft_wrap=True)


def _remark(one: Remark) -> dict[str, object]:
    return {"rule": one.rule, "level": one.level.value, "message": one.message}
