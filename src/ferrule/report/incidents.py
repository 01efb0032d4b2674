"""Incidents and their packets, for people and for machines: `ferrule.incidents/1` and `ferrule.incident/1`."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.escalation import Event, EventKind, Stage, Tracked
from ferrule.facts.incidents import Told
from ferrule.report.escape import for_terminal, on_one_line
from ferrule.report.question import question_block, question_object

LIST: Final = "ferrule.incidents/1"
ONE: Final = "ferrule.incident/1"
_STATUS: Final = {Stage.RESOLVED: "resolved", Stage.WAITING: "waiting", Stage.ABANDONED: "abandoned"}
_STYLE: Final = {"resolved": "green", "waiting": "bold yellow", "abandoned": "dim", "open": "red"}


def status_of(one: Tracked) -> str:
    """Give open, resolved, waiting or abandoned."""
    return _STATUS.get(one.stage, "open")


def incidents_object(found: Iterable[Tracked]) -> dict[str, object]:
    """Give the list as the object of the contract."""
    return {"schema": LIST, "incidents": [_incident(one) for one in found]}


def incident_object(told: Told) -> dict[str, object]:
    """Give one incident with its packets, its events and its open question."""
    return {
        "schema": ONE,
        **_incident(told.incident),
        "packets": [dict(packet) for packet in told.packets],
        "question": question_object(told.question) if told.question else None,
        "events": [_event(event) for event in told.events],
    }


def print_incidents(found: Iterable[Tracked], console: Console) -> None:
    """Print one line an incident, those that wait for the user first."""
    order = {"waiting": 0, "open": 1}
    rows = sorted(found, key=lambda one: (order.get(status_of(one), 2), one.id))
    if not rows:
        console.print("no incidents")
        return
    table = Table(box=None, pad_edge=False)
    for name in ("incident", "status", "level", "code", "class", "place", "what"):
        table.add_column(name, no_wrap=name != "what", overflow="fold")
    for one in rows:
        status, seen = status_of(one), one.sighting
        place = f"{seen.path}:{seen.line}" if seen.path else ""
        table.add_row(
            one.id,
            Text(status, _STYLE[status]),
            str(one.level),
            seen.code or "syntax",
            seen.kind,
            Text(for_terminal(place), "cyan"),
            Text(on_one_line(seen.message, 160)),
        )
    console.print(table, highlight=False)


def print_incident(told: Told, console: Console) -> None:
    """Print one incident: what happened to it, the newest packet as Markdown, and its question."""
    one, seen = told.incident, told.incident.sighting
    status = status_of(one)
    head = Text.assemble((f"{one.id} ", "bold"), (status, _STYLE[status]), f" at level {one.level}", "\n")
    head.append(f"{seen.code or 'syntax'} ({seen.kind}) ", "bold").append(
        f"{for_terminal(seen.path)}:{seen.line or 0}", "cyan"
    )
    head.append(f"\n{on_one_line(seen.message, 400)}\n")
    for event in told.events:
        head.append(f"\n  {event.time:%Y-%m-%d %H:%M:%S}  ", "dim").append(_words(event))
    console.print(head, highlight=False, soft_wrap=True)
    if told.markdown:
        console.print(Text("\n" + for_terminal(told.markdown)), highlight=False, soft_wrap=True)
    if told.question:
        console.print()
        console.print(question_block(told.question), highlight=False, soft_wrap=True)


def _words(event: Event) -> str:
    if event.kind is EventKind.MOVED:
        words = f"{event.before.value} -> {event.after.value} ({event.cause})"
    elif event.kind is EventKind.ATTEMPTED:
        words = f"attempt at level {event.level} by {event.responder}: {'right' if event.right else 'not right'}"
    else:
        words = f"{event.kind.value} {event.responder}"
    return f"{words}: {on_one_line(event.evidence, 300)}" if event.evidence else words


def _incident(one: Tracked) -> dict[str, Any]:
    seen = one.sighting
    return {
        "id": one.id,
        "code": seen.code,
        "class": seen.kind,
        "fingerprint": seen.fingerprint,
        "path": seen.path or None,
        "line": seen.line,
        "level": one.level,
        "status": status_of(one),
        "trigger": one.trigger or None,
        "message": seen.message,
        "attempts": list(one.attempts),
        "opened": one.opened.isoformat() if one.opened else None,
        "changed": one.changed.isoformat() if one.changed else None,
    }


def _event(event: Event) -> Mapping[str, object]:
    return {
        "time": event.time.isoformat(),
        "kind": event.kind.value,
        "before": event.before.value,
        "after": event.after.value,
        "cause": event.cause,
        "evidence": event.evidence,
        "level": event.level,
        "responder": event.responder,
        "move": event.move,
        "seconds": round(event.seconds, 3),
        "right": event.right,
        "run_id": event.run_id,
    }
