"""Commands of a shell that a host would run before a model sees the text; ferrule never does (C2)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.definitions.markdown import Markdown
from ferrule.facts.definition import Definition, Kind, Remark
from ferrule.facts.finding import Level

_INLINE: Final = re.compile(r"(?<!\S)!`(?P<command>[^`\n]+)`")
_LONGEST: Final = 60


def shell_remarks(definition: Definition, text: Markdown) -> Iterator[Remark]:
    """Yield a note for each command, with its line; agents have none, for hosts run none of theirs."""
    if definition.kind is Kind.AGENT or "!" not in text.text:
        return
    for match in _INLINE.finditer(text.text):
        yield _note(match["command"], text.line(match.start()))
    for fence in text.fences:
        if fence.info.startswith("!"):
            inside = text.text[fence.start : fence.end].split("\n")[1:2]
            yield _note(inside[0] if inside else "", text.line(fence.start))


def _note(command: str, line: int) -> Remark:
    shown = command.strip()
    shown = f"{shown[:_LONGEST]}..." if len(shown) > _LONGEST else shown
    words = f"hosts run `{shown}` before the model sees the text; ferrule does not"
    return Remark("shell-substitution", Level.NOTE, words, line=line)
