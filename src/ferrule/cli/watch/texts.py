"""Longer texts of the watch: its help, and what is left out."""

from collections.abc import Iterable
from typing import Final

from textual.content import Content

from ferrule.cli.watch.board import Line
from ferrule.facts.status import Status
from ferrule.report.escape import for_terminal

_KEYS: Final = (
    ("j k ↑ ↓", "walk; g and G go to the first and the last row, page keys further"),
    ("tab", "the next panel; shift-tab the one before"),
    ("enter, e", "open the editor at the finding ($VISUAL, $EDITOR)"),
    ("enter", "on a gate: only its findings; on an incident: its question"),
    ("/", "filter the findings: words that all have to occur; esc takes the filter away"),
    ("f", "repair what the compiler reports, as `ferrule fix` does; it runs beside the watch"),
    ("a", "answer the incident that waits"),
    ("r", "run again what did not pass; R runs everything again, whatever is remembered"),
    ("p", "climb another profile"),
    ("s", "which gates decided nothing, why, and what would change it"),
    ("q", "quit, with the exit code of the newest verdict; ctrl-c quits with 130"),
    ("ctrl-z", "put the watch aside; `fg` brings it back"),
)
_MARKS: Final = (
    ("✔ ✘ ? –", "passed, failed, inconclusive, skipped"),
    ("~", "stale: the tree has changed since, its gate waits for its turn"),
    ("·", "has not run yet"),
)
_UNDECIDED: Final = {Status.SKIPPED, Status.INCONCLUSIVE}


def keys() -> Content:
    """Give the help."""
    rows = [*_KEYS, ("", ""), *_MARKS]
    lines = (Content.assemble((f"{name:<10}", "bold $text-accent"), (words, "")) for name, words in rows)
    return Content("\n").join(lines)


def left_out(lines: Iterable[Line]) -> Content:
    """Give each gate that decided nothing with its reason, and what would change that."""
    parts: list[Content] = []
    for line in lines:
        row = line.result
        if row is None or row.status not in _UNDECIDED:
            continue
        reason = f"{row.status.value}: {row.reason.value}" if row.reason else row.status.value
        parts.append(Content.assemble((f"{row.id:<14}", "bold"), (reason, "$text-warning")))
        if row.detail:
            parts.append(Content(f"    {for_terminal(row.detail)}"))
        if row.remedy:
            parts.append(Content.styled(f"    → {for_terminal(row.remedy)}", "$text-accent"))
    return Content("\n").join(parts) if parts else Content("Every gate of this profile has decided.")
