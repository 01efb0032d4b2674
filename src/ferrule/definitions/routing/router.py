"""Where a task goes: the narrowest skill that owns it; an explicit-only one only with its keys (M02, M03, M07-M09)."""

from ferrule.definitions.routing.crew import crew
from ferrule.definitions.routing.doors import UNCLEAR, Doors, doors
from ferrule.definitions.routing.owners import Choice, choose
from ferrule.definitions.routing.reading import read
from ferrule.definitions.routing.subjects import CORE
from ferrule.facts.definition import Definitions, Kind
from ferrule.facts.routing import Declined, Route, Task


def route(task: Task, definitions: Definitions) -> Route:
    """Give where a task goes, by its words and the manifests around it: the same for the same words, without a model.

    Only definitions that count (`Definitions.active`) are given. `primary` is None for what is no work in Rust, and
    where no skill is loaded that could take it.
    """
    reading = read(task, definitions)
    choice = choose(definitions, task.turns, reading)
    closed = doors(definitions, task.turns, reading, surface=choice.primary not in {None, CORE})
    agents, no_agents = crew(Kind.AGENT, definitions, task.turns, reading.clauses)
    commands, no_commands = crew(Kind.COMMAND, definitions, task.turns, reading.clauses)
    primary, supporting = _taken(closed, choice, definitions)
    return Route(
        primary=primary,
        supporting=supporting,
        agents=agents if primary else (),
        commands=commands,
        reasons=(*closed.reasons, *(() if closed.opened else choice.reasons)),
        refused=(*closed.offered, *closed.refused, *choice.declined, *no_agents, *no_commands),
        asks=_question(closed.offered, primary) if closed.offered and not closed.opened else None,
    )


def _taken(closed: Doors, choice: Choice, definitions: Definitions) -> tuple[str | None, tuple[str, ...]]:
    """Give the opened skill with the specialists of its surfaces, else the implicit one.

    Somebody who names a skill in vain asks for work in Rust, whatever else he says.
    """
    if closed.opened:
        others = dict.fromkeys([*closed.opened[1:], *choice.surfaces])
        return closed.opened[0], tuple(others)
    if choice.primary is None and closed.offered:
        loaded = {one.label for one in definitions.active if one.kind is Kind.SKILL}
        refused = {one.name for one in choice.declined}
        return (CORE if CORE in loaded - refused else None), ()
    return choice.primary, choice.supporting


def _question(offered: tuple[Declined, ...], primary: str | None) -> str:
    """Give the one sentence that says what does not fit, offers who does, and asks."""
    one = offered[0]
    narrow = f' ("{one.evidence}")' if one.evidence else ""
    offer = f"shall {primary} take it" if primary else "shall it wait"
    if one.reason == UNCLEAR:
        return f'{one.name} is named, and "{one.evidence}" reads as if it were part of a text: {offer}, or {one.name}?'
    return (
        f"{one.name} is for broad work across crates and products, and this reads as a single task{narrow}: "
        f"{offer}, or which wider plan is meant?"
    )
