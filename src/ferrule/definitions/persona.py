"""An agent that is said to be one thing and then told to be another (E06)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.definitions.markdown import Markdown
from ferrule.facts.definition import Definition, Kind, Remark
from ferrule.facts.finding import Level

_PERSONA: Final = re.compile(r"^\W*(?:You are|You're|Act as) (?:an? |the )?(?P<who>[^.!\n]{3,200})", re.MULTILINE)
_FIELDS: Final = {
    "desktop": re.compile(r"\b(?:desktop|gui|tauri)\b", re.IGNORECASE),
    "distributed": re.compile(r"\b(?:distributed|consensus|clusters?)\b", re.IGNORECASE),
    "embedded": re.compile(r"\b(?:embedded|firmware|microcontrollers?|no_std)\b", re.IGNORECASE),
    "frontend": re.compile(r"\b(?:front-?end|browsers?)\b", re.IGNORECASE),
    "backend": re.compile(r"\b(?:back-?end|servers?|services?)\b", re.IGNORECASE),
    "mobile": re.compile(r"\b(?:mobile|android|ios)\b", re.IGNORECASE),
}
_APART: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("desktop", "distributed"),
        ("desktop", "embedded"),
        ("distributed", "embedded"),
        ("frontend", "backend"),
        ("frontend", "embedded"),
        ("frontend", "distributed"),
        ("mobile", "backend"),
        ("mobile", "distributed"),
    )
)


def persona_remarks(definition: Definition, text: Markdown) -> Iterator[Remark]:
    """Yield one remark where the description and the first sentence to the agent name fields that lie apart."""
    if definition.kind is not Kind.AGENT:
        return
    persona = _PERSONA.search(text.text)
    if persona is None:
        return
    described, told = _fields(definition.description), _fields(persona["who"])
    if not described or not told or described & told:
        return
    pairs = [(one, other) for one in sorted(described) for other in sorted(told) if {one, other} in _APART]
    if pairs:
        one, other = pairs[0]
        words = f"the description speaks of {one} work, the text says: 'You are ... {persona['who'].strip()}' ({other})"
        remedy = "Let both say the same: hosts choose by the description and then work by the text."
        line = text.line(persona.start("who"))
        yield Remark("persona-contradiction", Level.WARNING, words, line=line, remedy=remedy)


def _fields(text: str) -> set[str]:
    return {name for name, pattern in _FIELDS.items() if pattern.search(text)}
