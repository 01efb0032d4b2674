"""What a host shows a model of the skills: those that it may start by itself, and no word of the others (M02)."""

import re
from typing import Final

from ferrule.facts.definition import Definition, Definitions, Invocation, Kind

_CUT: Final = "…"
_NOTE: Final = f"`{_CUT}` stands for the name of a definition that only the user can start."


def catalogue(definitions: Definitions) -> str:
    """Give name and description of the implicit skills, a line each; empty for none.

    The name of an explicit-only definition is cut out of the descriptions of others, however its letters are cased,
    and a last line says so. A skill whose own name holds such a name is left out.
    """
    hidden = [one for one in definitions.active if one.invocation is Invocation.EXPLICIT]
    closed = re.compile("|".join(re.escape(name) for name in _names(hidden)) or r"(?!)", re.IGNORECASE)
    lines, cut = [], False
    for skill in definitions.active:
        if skill.kind is not Kind.SKILL or skill.invocation is Invocation.EXPLICIT or closed.search(skill.label):
            continue
        told = " ".join(skill.description.split())
        cut = cut or closed.search(told) is not None
        lines.append(f"- {skill.label}: {closed.sub(_CUT, told)}")
    return "\n".join([*lines, _NOTE] if cut else lines)


def _names(hidden: list[Definition]) -> list[str]:
    """Give the names to cut, the longest first, so that none of them is left half."""
    return sorted(
        {name for one in hidden for name in (one.label, one.name) if name}, key=lambda name: (-len(name), name)
    )
