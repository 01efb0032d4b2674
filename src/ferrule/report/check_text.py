"""The report on the ladder as a person reads it: findings, then the rows, totals last."""

from collections.abc import Iterator
from itertools import islice
from textwrap import indent

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import CheckReport, GateResult, Verdict
from ferrule.facts.reading import Seen
from ferrule.facts.status import Reason, Status
from ferrule.report.escape import for_terminal, on_one_line

SHOWN_FINDINGS = 20
SHOWN_LINES = 40
"""Of the text of one finding; the log has all of it."""
NARROW = 60
"""Columns below which rows are lines and not a table."""
_LONGEST_DETAIL = 300
MARKS = {
    Status.PASSED: ("✔", "green"),
    Status.FAILED: ("✘", "bold red"),
    Status.INCONCLUSIVE: ("?", "yellow"),
    Status.SKIPPED: ("–", "dim"),
}
_VERDICT_STYLE = {Verdict.PASSED: "bold green", Verdict.FAILED: "bold red", Verdict.INCONCLUSIVE: "bold yellow"}


def print_check(report: CheckReport, console: Console) -> None:
    """Print findings, rows and totals."""
    rows = _table(report) if console.width >= NARROW else _lines(report)
    for part in (*_findings(report), rows, _totals(report)):
        console.print(part, highlight=False, soft_wrap=isinstance(part, Text) and console.width >= NARROW)


def _findings(report: CheckReport) -> Iterator[RenderableType]:
    once = _by_finding(report)
    for finding, gates in islice(once.values(), SHOWN_FINDINGS):
        yield _finding(finding, gates)
    left = len(once) - SHOWN_FINDINGS
    if left > 0:
        yield Text(f"... and {left} more; `--format json` gives all of them\n", "dim")


def _by_finding(report: CheckReport) -> dict[tuple[object, ...], tuple[Finding, tuple[str, ...]]]:
    """Give each finding once, with the gates that made it: a compile error shows in five of them."""
    once: dict[tuple[object, ...], tuple[Finding, tuple[str, ...]]] = {}
    for row in report.gates:
        for finding in row.findings:
            if finding.level is Level.ERROR:
                first, gates = once.get(finding.key, (finding, ()))
                once[finding.key] = (first, (*gates, row.id))
    return once


def _finding(finding: Finding, gates: tuple[str, ...]) -> Text:
    place = f"{finding.path}:{finding.line}" if finding.path and finding.line else finding.path or ""
    head = Text.assemble(
        ("error", "bold red"),
        (f"[{finding.rule}]" if finding.rule else "", "bold red"),
        (f" {on_one_line(finding.message, 200)}", "bold"),
        (f"  {for_terminal(place)}", "cyan"),
        (f"  ({', '.join(gates)})", "dim"),
    )
    body = _body(finding)
    return Text.assemble(head, "\n", indent(body, "    "), "\n" if body else "")


def _body(finding: Finding) -> str:
    """Give the tool's own text without the line that the head repeats."""
    body = for_terminal(finding.rendered).strip("\n")
    first, _, rest = body.partition("\n")
    lines = (rest if first.startswith("error") and finding.message in first else body).split("\n")
    if len(lines) <= SHOWN_LINES:
        return "\n".join(lines)
    half = SHOWN_LINES // 2
    return "\n".join([*lines[:half], f"... {len(lines) - 2 * half} lines, see the log ...", *lines[-half:]])


def _table(report: CheckReport) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("gate", "verdict", "seen"):
        table.add_column(name, no_wrap=True, header_style="dim")
    table.add_column("time", justify="right", no_wrap=True, header_style="dim")
    table.add_column("", overflow="fold")
    for row in report.gates:
        mark, style = MARKS[row.status]
        verdict = Text(row.status.value, style)
        table.add_row(Text(f"{mark} {row.id}", style), verdict, _seen(row.seen), _took(row), _why(row))
    return table


def _lines(report: CheckReport) -> Text:
    """Give the rows without columns, for a terminal on which a table would lose words."""
    text = Text()
    for row in report.gates:
        mark, style = MARKS[row.status]
        text.append(f"{mark} {row.id} {row.status.value} {_seen(row.seen)}\n", style)
        why = _why(row)
        if why:
            text.append_text(why).append("\n")
    return text


def _seen(seen: Seen | None) -> str:
    if seen is None:
        return ""
    return f"{seen.count} {_one(seen.unit) if seen.count == 1 else seen.unit}"


def _one(unit: str) -> str:
    """Give one of a plural noun."""
    return f"{unit.removesuffix('ies')}y" if unit.endswith("ies") else unit.removesuffix("s")


def _took(row: GateResult) -> str:
    """Give how long a gate ran, or how old its verdict is."""
    if row.age_s is None:
        return f"{row.seconds:.1f} s" if row.argv else ""
    for unit, seconds in (("d", 86400), ("h", 3600), ("min", 60)):
        if row.age_s >= seconds:
            return f"{row.age_s // seconds:.0f} {unit} ago"
    return f"{row.age_s:.0f} s ago"


def _why(row: GateResult) -> Text:
    text = Text()
    if row.reason:
        text.append(row.reason.value, "yellow" if row.reason is not Reason.USER else "dim")
    if row.detail:
        text.append(f"{': ' if row.reason else ''}{on_one_line(row.detail, _LONGEST_DETAIL)}")
    if row.remedy:
        text.append(f"\n→ {row.remedy}", "cyan")
    return text


def _totals(report: CheckReport) -> Text:
    rows = {status: sum(row.status is status for row in report.gates) for status in Status}
    counts = ", ".join(f"{count} {status.value}" for status, count in rows.items() if count)
    found = len(_by_finding(report))
    parts = [f" · {counts}", f"{found} finding{'' if found == 1 else 's'}" if found else ""]
    parts += [f"{report.seconds:.1f} s on {report.cores} cores", f"profile {report.profile}"]
    parts += [f"run {report.run_id}" if report.run_id else ""]
    text = Text("\n")
    text.append(report.verdict.value, _VERDICT_STYLE[report.verdict])
    text.append(" · ".join(part for part in parts if part))
    for note in report.notes:
        text.append(f"\nnote: {for_terminal(note)}", "yellow")
    return text
