"""The demonstration as a person follows it, and as a machine checks it."""

from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ferrule.facts.demo import Climbed, DemoStep, Mended, Planted
from ferrule.facts.finding import Level
from ferrule.facts.gate import CheckReport
from ferrule.facts.reading import distinct
from ferrule.report.check_json import check_object
from ferrule.report.check_text import print_check
from ferrule.report.escape import for_terminal, on_one_line
from ferrule.report.fix_json import fix_object
from ferrule.report.fix_text import print_fix

_STATE = ".ferrule"
_NEXT = ("history", "undo", "check")
"""In the order in which they tell most: undo takes the repair back, and what is planted last stays."""


def print_step(step: DemoStep, console: Console) -> None:
    """Print one step: what was done, and what ferrule says of it."""
    console.rule(Text(step.title, "bold"), align="left")
    match step:
        case Climbed():
            _print_climbed(step, console)
        case Mended():
            _print_mended(step, console)
    console.print()


def print_totals(steps: tuple[DemoStep, ...], console: Console) -> None:
    """Print whether each step ended as its script expects, what to try, and where everything lies."""
    console.rule(Text("what happened", "bold"), align="left")
    for step in steps:
        mark, style = ("✔", "green") if step.as_expected else ("✘", "bold red")
        console.print(Text(f"{mark} {step.title}: {step.expectation}", style), soft_wrap=True)
    folder = Path(steps[-1].folder)
    lines = ["\nto try next", *(f"  ferrule {words} --workspace {folder}" for words in _NEXT)]
    lines += [f"\nworkspace  {folder}", f"state      {folder / _STATE}"]
    for step in steps:
        if isinstance(step, Climbed):
            logs = [(row.id, folder / row.log) for row in step.report.gates if row.log]
            lines += [f"logs       {step.title}", *(f"  {gate:<9}{path}" for gate, path in logs)]
    console.print(Text("\n".join(lines)), highlight=False, soft_wrap=True)


def demo_object(steps: tuple[DemoStep, ...]) -> dict[str, object]:
    """Give the demonstration as `ferrule.demo/1`."""
    return {"schema": "ferrule.demo/1", "steps": [_step(step) for step in steps]}


def _print_climbed(step: Climbed, console: Console) -> None:
    for fault in step.put_back:
        console.print(Text(f"put back the original text of {fault.id} in {fault.path}", "magenta"), soft_wrap=True)
    for fault in step.planted:
        console.print(Text(f"planted {_named(fault)}: {fault.note}", "magenta"), soft_wrap=True)
    console.print()
    if any(fault.code for fault in step.planted):
        print_check(_briefly(step, console), console)
    else:
        print_check(step.report, console)


def _briefly(step: Climbed, console: Console) -> CheckReport:
    """Print each compile error in one line: their full texts would bury the story, and the log has them.

    Gives the report without them.
    """
    rows = step.report.gates
    found = distinct(one for row in rows for one in row.findings if one.level is Level.ERROR)
    for error in found:
        line = Text.assemble(
            (f"error[{error.rule or 'syntax'}] ", "bold red"),
            (on_one_line(error.message, 200), "bold"),
            (f"  {for_terminal(error.path or '')}:{error.line or 0}", "cyan"),
        )
        console.print(line, highlight=False, soft_wrap=True)
    hidden = "what needs a crate that does not compile is not looked at before that one is repaired"
    words = f"\n{len(found)} errors are seen of {len(step.planted)} that are there: {hidden}\n"
    console.print(Text(words, "dim"), highlight=False, soft_wrap=True)
    return replace(step.report, gates=tuple(replace(row, findings=()) for row in rows))


def _print_mended(step: Mended, console: Console) -> None:
    console.print()
    print_fix(step.report, console)
    console.print()
    for fault in step.expected_left:
        console.print(Text(f"beyond level 1: {_named(fault)}: {fault.note}", "magenta"), soft_wrap=True)


def _named(fault: Planted) -> str:
    return f"{fault.code} {fault.id} in {fault.path}" if fault.code else f"{fault.id} in {fault.path}"


def _step(step: DemoStep) -> dict[str, object]:
    match step:
        case Climbed():
            return {
                "title": step.title,
                "as_expected": step.as_expected,
                "put_back": [fault.id for fault in step.put_back],
                "planted": [fault.id for fault in step.planted],
                "expected_to_fail": list(step.expected_to_fail),
                "check": check_object(step.report),
            }
        case Mended():
            return {
                "title": step.title,
                "as_expected": step.as_expected,
                "expected_repairs": [fault.id for fault in step.expected_repairs],
                "expected_left": [fault.id for fault in step.expected_left],
                "fix": fix_object(step.report),
            }
