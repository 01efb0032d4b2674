"""Agents and commands of a task: those that the user names, and those whose work it is."""

import re
from functools import cache
from typing import Final

from ferrule.definitions.routing.asks import FOREIGN, Clause
from ferrule.definitions.routing.named import naming
from ferrule.definitions.routing.phrases import pattern, words
from ferrule.facts.definition import Definition, Definitions, Invocation, Kind
from ferrule.facts.routing import Author, Declined, Turn

_TABLE: Final = {Kind.AGENT: "agents", Kind.COMMAND: "commands"}


def crew(
    kind: Kind, definitions: Definitions, turns: tuple[Turn, ...], clauses: tuple[Clause, ...]
) -> tuple[tuple[str, ...], tuple[Declined, ...]]:
    """Give the agents or commands of a task, those that are named first, and the ones that were named in vain.

    One that is explicit-only is there only when the user names it himself.
    """
    known = [one for one in definitions.active if one.kind is kind and one.user_invocable]
    text = " ".join(clause.text for clause in clauses if clause.weight > FOREIGN)
    judged = {one.label: naming(one.label, _signed(one, turns)) for one in known}
    named = [one.label for one in known if judged[one.label].named]
    fitting = [one.label for one in known if one.label not in named and _fits(one, text, judged[one.label].reason)]
    vain = [one for one in known if one.invocation is Invocation.EXPLICIT and one.label not in named]
    declined = [
        Declined(one.label, judged[one.label].reason, judged[one.label].evidence)
        for one in vain
        if judged[one.label].seen
    ]
    return (*named, *fitting), tuple(declined)


def _fits(one: Definition, text: str, reason: str) -> bool:
    if one.invocation is Invocation.EXPLICIT or reason == "negated":
        return False
    listed = _listed(one.kind).get(one.name)
    return listed is not None and listed.search(text) is not None


@cache
def _listed(kind: Kind) -> dict[str, re.Pattern[str]]:
    return {name: pattern(listed) for name, listed in words("crew")[_TABLE[kind]].items()}


def _signed(one: Definition, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Give the turns in the user's form of naming: `@agent`, `/command`, `agent X`; a bare word is no name of either.

    A name with a hyphen is no word of the language, so an agent's may stand alone.
    """
    name = re.escape(one.label)
    apart = re.compile(rf"(?<![\w@$/.-]){name}(?![\w-])(?!\s+agent\b)", re.IGNORECASE)
    called = re.compile(rf"(?<![\w@$/.-])@({name})(?![\w-])", re.IGNORECASE)
    changed = []
    for turn in turns:
        text = turn.text
        if turn.author is Author.USER and one.kind is Kind.AGENT:
            text = text if "-" in one.label else apart.sub("_", text)
            text = called.sub(r"$\1", text)
        elif turn.author is Author.USER:
            text = apart.sub("_", text)
        changed.append(Turn(turn.author, text))
    return tuple(changed)
