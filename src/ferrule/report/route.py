"""Where a task goes, and why: `ferrule.route/1`."""

from typing import Final

from rich.console import Console
from rich.text import Text

from ferrule.facts.routing import Route
from ferrule.report.escape import as_name, for_terminal, on_one_line

SCHEMA: Final = "ferrule.route/1"
_LONGEST: Final = 200


def route_object(route: Route) -> dict[str, object]:
    """Give a route as the object of the contract."""
    return {
        "schema": SCHEMA,
        "primary": route.primary,
        "supporting": list(route.supporting),
        "agents": list(route.agents),
        "commands": list(route.commands),
        "reasons": list(route.reasons),
        "refused": [
            {"name": one.name, "reason": one.reason, "evidence": one.evidence or None} for one in route.refused
        ],
        "asks": route.asks,
    }


def print_route(route: Route, console: Console) -> None:
    """Print the skill that owns the task, what supports it, the reasons, and what was kept closed."""
    text = Text.assemble(
        ("skill       ", "dim"), (as_name(route.primary or "none"), "bold green" if route.primary else "bold")
    )
    for title, names in (
        ("supporting", route.supporting),
        ("agents", route.agents),
        ("commands", route.commands),
    ):
        if names:
            text.append(f"\n{title:<12}", "dim").append(", ".join(map(as_name, names)))
    for reason in route.reasons:
        text.append("\nbecause     ", "dim").append(on_one_line(reason, _LONGEST))
    for one in route.refused:
        text.append("\nclosed      ", "dim").append(f"{as_name(one.name)}: {one.reason}", "magenta")
        text.append(f" ({on_one_line(one.evidence, _LONGEST)})" if one.evidence else "", "dim")
    if route.asks:
        text.append(f"\n\n{for_terminal(route.asks)}", "bold yellow")
    console.print(text, highlight=False, soft_wrap=True)
