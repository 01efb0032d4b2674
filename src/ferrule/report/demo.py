"""The demonstration as a person follows it, and as a machine checks it."""

from rich.console import Console
from rich.text import Text

from ferrule.facts.demo import DemoStep
from ferrule.report.check_json import check_object
from ferrule.report.check_text import print_check


def print_step(step: DemoStep, console: Console) -> None:
    """Print one step: what was done, what the ladder says."""
    console.rule(Text(step.title, "bold"), align="left")
    for fault in step.planted:
        console.print(Text(f"planted {fault.id} in {fault.path}: {fault.note}", "magenta"))
    console.print()
    print_check(step.report, console)
    console.print()


def print_totals(steps: tuple[DemoStep, ...], console: Console) -> None:
    """Print whether each step ended as its script expects, and where everything lies."""
    console.rule(Text("what happened", "bold"), align="left")
    for step in steps:
        mark, style = ("✔", "green") if step.as_expected else ("✘", "bold red")
        wanted = ", ".join(step.expected_to_fail) or "none"
        console.print(Text(f"{mark} {step.title}: gates that had to fail: {wanted}", style))
    last = steps[-1]
    console.print(Text(f"\nworkspace  {last.folder}"), soft_wrap=True)
    for row in last.report.gates:
        if row.log:
            console.print(Text(f"log        {row.id:<9} {row.log}"), soft_wrap=True)
    console.print(Text(f"history    ferrule history --workspace {last.folder}"), soft_wrap=True)


def demo_object(steps: tuple[DemoStep, ...]) -> dict[str, object]:
    """Give the demonstration as `ferrule.demo/1`."""
    return {"schema": "ferrule.demo/1", "steps": [_step(step) for step in steps]}


def _step(step: DemoStep) -> dict[str, object]:
    return {
        "title": step.title,
        "as_expected": step.as_expected,
        "planted": [fault.id for fault in step.planted],
        "expected_to_fail": list(step.expected_to_fail),
        "check": check_object(step.report),
    }
