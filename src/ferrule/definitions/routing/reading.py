"""A task as it was read: what the user asks now, what it is about, and whose words they are."""

import re
import unicodedata
from dataclasses import dataclass, replace

from ferrule.definitions.routing.asks import FOREIGN, Clause, clauses
from ferrule.definitions.routing.names import mentions
from ferrule.definitions.routing.phrases import plain
from ferrule.definitions.routing.quoted import Voices, voices
from ferrule.definitions.routing.subjects import Language, Weighed, language, weigh
from ferrule.facts.definition import Definitions
from ferrule.facts.routing import Author, Task, Turn

_CONTEXT = 2_000
"""Letters of the other turns that are looked at: they tell what it is about, never what is asked."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a task says, for those who decide."""

    asked: Voices
    """The last turn of the user, or the last one where he has none; names of definitions are blanked out."""
    clauses: tuple[Clause, ...]
    weighed: Weighed
    language: Language


def read(task: Task, definitions: Definitions) -> Reading:
    """Read a task; the names of definitions do not count as words, for `rust-...` says nothing of the language."""
    labels = [one.label for one in definitions.active if "-" in one.label]
    spoken = [turn for turn in task.turns if turn.author is Author.USER] or list(task.turns)
    last = spoken[-1] if spoken else Turn(Author.USER, "")
    heard = voices(unicodedata.normalize("NFC", last.text), tuple(labels))
    asked = replace(heard, text=_without(labels, heard.text), own=_without(labels, heard.own))
    around = " ".join(turn.text[-_CONTEXT:] for turn in task.turns if turn is not last)
    parts = clauses(asked)
    if around.strip():
        parts = (*parts, Clause(_without(labels, plain(around))[-_CONTEXT:], FOREIGN))
    weighed = weigh(parts, task.ground)
    return Reading(asked, parts, weighed, language(parts, weighed, task.ground))


def _without(labels: list[str], text: str) -> str:
    for label in labels:
        if label in text.lower():
            for found in list(mentions(label, text)):
                text = text[: found.start] + "_" * (found.end - found.start) + text[found.end :]
            text = re.sub(rf"(?i)(?<=/){re.escape(label)}(?=[/.]|\b)", lambda part: "_" * len(part[0]), text)
    return text
