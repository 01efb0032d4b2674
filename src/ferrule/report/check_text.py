"""The report on the ladder as a person reads it: findings, then the rows, totals last."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.gate import CheckReport, GateResult, Verdict
from ferrule.facts.sheet import Sheet
from ferrule.facts.status import Reason, Status
from ferrule.report.escape import for_terminal, on_one_line
from ferrule.report.findings_text import NARROW, print_problems
from ferrule.report.sheets.check import check_sheet
from ferrule.report.sheets.problems import counted
from ferrule.report.units import seen_words, took

_LONGEST_DETAIL = 300
MARKS = {
    Status.PASSED: ("✔", "green"),
    Status.FAILED: ("✘", "bold red"),
    Status.INCONCLUSIVE: ("?", "yellow"),
    Status.SKIPPED: ("–", "dim"),
}
_VERDICT_STYLE = {Verdict.PASSED: "bold green", Verdict.FAILED: "bold red", Verdict.INCONCLUSIVE: "bold yellow"}


def print_check(report: CheckReport, console: Console, sheet: Sheet | None = None) -> None:
    """Print findings by file, rows and totals; a sheet brings source lines along."""
    sheet = sheet or check_sheet(report)
    print_problems(sheet.problems, sheet.excerpts, console)
    rows = _table(report) if console.width >= NARROW else _lines(report)
    for part in (rows, _totals(report, len(sheet.problems))):
        console.print(part, highlight=False, soft_wrap=isinstance(part, Text) and console.width >= NARROW)


def _table(report: CheckReport) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("gate", "verdict", "seen"):
        table.add_column(name, no_wrap=True, header_style="dim")
    table.add_column("time", justify="right", no_wrap=True, header_style="dim")
    table.add_column("", overflow="fold")
    for row in report.gates:
        mark, style = MARKS[row.status]
        verdict = Text(row.status.value, style)
        table.add_row(
            Text(f"{mark} {row.id}", style),
            verdict,
            seen_words(row.seen),
            took(row.seconds, row.age_s, started=bool(row.argv)),
            _why(row),
        )
    return table


def _lines(report: CheckReport) -> Text:
    """Give the rows without columns, for a terminal on which a table would lose words."""
    text = Text()
    for row in report.gates:
        mark, style = MARKS[row.status]
        text.append(f"{mark} {row.id} {row.status.value} {seen_words(row.seen)}\n", style)
        why = _why(row)
        if why:
            text.append_text(why).append("\n")
    return text


def _why(row: GateResult) -> Text:
    text = Text()
    if row.reason:
        text.append(row.reason.value, "yellow" if row.reason is not Reason.USER else "dim")
    if row.detail:
        text.append(f"{': ' if row.reason else ''}{on_one_line(row.detail, _LONGEST_DETAIL)}")
    if row.remedy:
        text.append(f"\n→ {row.remedy}", "cyan")
    return text


def _totals(report: CheckReport, found: int) -> Text:
    rows = {status: sum(row.status is status for row in report.gates) for status in Status}
    counts = ", ".join(f"{count} {status.value}" for status, count in rows.items() if count)
    parts = [f" · {counts}", counted(found, "finding") if found else ""]
    parts += [f"{report.seconds:.1f} s on {report.cores} cores", f"profile {report.profile}"]
    parts += [f"run {report.run_id}" if report.run_id else ""]
    text = Text("\n")
    text.append(report.verdict.value, _VERDICT_STYLE[report.verdict])
    text.append(" · ".join(part for part in parts if part))
    for note in report.notes:
        text.append(f"\nnote: {for_terminal(note)}", "yellow")
    return text
