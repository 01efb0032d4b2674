"""The account of a repair for people: each edit with its four fields, the diff, what was left and why."""

from collections import Counter

from rich.console import Console
from rich.syntax import Syntax
from rich.text import Text

from ferrule.facts.fix import FixReport, FixVerdict, Incident, IncidentStatus
from ferrule.report.escape import for_terminal, on_one_line
from ferrule.report.failing_text import failing_block
from ferrule.report.question import question_block

_STYLE = {
    FixVerdict.CLEAN: "bold green",
    FixVerdict.FIXED: "bold green",
    FixVerdict.PARTLY_FIXED: "bold yellow",
    FixVerdict.UNFIXED: "bold red",
    FixVerdict.WAITING: "bold yellow",
}
_FIELDS = ("error", "attempted", "action", "result")


def print_fix(report: FixReport, console: Console, *, explained: bool = False) -> None:
    """Print incidents, diffs, costs and totals; `explained` adds what was tried and what the codes mean."""
    for incident in report.incidents:
        if incident.failing:
            console.print(failing_block(incident, incident.failing), highlight=False, soft_wrap=True)
            continue
        console.print(_incident(incident), highlight=False, soft_wrap=True)
        if explained:
            console.print(_tried(incident), highlight=False, soft_wrap=True)
    for code, text in report.explanations:
        console.print(Text(f"{code}, in the words of the compiler's manual:\n", "bold"), highlight=False)
        console.print(Text(for_terminal(text)), highlight=False, soft_wrap=True)
    for edit in report.edits:
        console.print(Syntax(for_terminal(edit.diff), "diff", theme="ansi_dark", background_color="default"))
    for question in report.questions:
        console.print(question_block(question), highlight=False, soft_wrap=True)
    for cost in report.costs:
        console.print(Text(f"cost {cost.kind.value} at {cost.path}:{cost.line}: {cost.note}", "yellow"), soft_wrap=True)
    console.print(_totals(report), highlight=False, soft_wrap=True)


def _incident(incident: Incident) -> Text:
    resolved = incident.status is IncidentStatus.RESOLVED
    finding = incident.finding
    text = Text.assemble(
        ("✔ " if resolved else "✘ ", "green" if resolved else "red"),
        (f"{finding.rule or 'syntax'} ", "bold"),
        (f"{for_terminal(finding.path or '')}:{finding.line or 0}", "cyan"),
    )
    if not incident.attempts:
        text.append(f"  {incident.id}: {incident.status.value} at level {incident.level}")
    told = Counter(tuple(getattr(attempt, name) for name in _FIELDS) for attempt in incident.attempts)
    for fields, times in told.items():
        for name, words in zip(_FIELDS, fields, strict=True):
            text.append(f"\n    {name.capitalize():<10}", "dim")
            text.append(on_one_line(words, 300))
        text.append(f" ({times} attempts)" if times > 1 else "")
    return text.append("\n")


def _tried(incident: Incident) -> Text:
    text = Text()
    for one in incident.tried:
        text.append(f"    {one.move:<20} ", "dim")
        text.append(on_one_line(f"{one.message}: {one.result}", 300) + "\n")
    return text


def _totals(report: FixReport) -> Text:
    text = Text("\n")
    text.append(report.verdict.value, _STYLE[report.verdict])
    parts = [f" · {report.errors_before} errors before, {report.errors_after} after"]
    parts += [f"{report.uncovered} uncovered on the way"] if report.uncovered else []
    parts += [f"{report.compiler_runs} compiler runs"]
    if any(incident.failing for incident in report.incidents):
        failing = len(report.incidents)
        parts = [f" · {failing} failing test{'' if failing == 1 else 's'}"]
    parts.append(f"{report.seconds:.1f} s")
    tests = report.tests
    if tests:
        ended = ", ended at their time limit" if tests.timed_out else ""
        parts.append(f"tests: {tests.passed} passed, {tests.failed} failed{ended}")
    parts.append("applied" if report.applied else "nothing written")
    text.append(" · ".join([*parts, *([f"run {report.run_id}"] if report.run_id else [])]))
    for note in report.notes:
        text.append(f"\nnote: {for_terminal(note)}", "yellow")
    return text
