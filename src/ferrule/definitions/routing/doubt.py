"""What else the user says that leaves open whether a name was an order: then ferrule asks instead (M03, M09)."""

from typing import Final

from ferrule.definitions.routing.clauses import sentences
from ferrule.definitions.routing.phrases import form

_LONGEST: Final = 80


def doubt(own: str, place: int) -> str:
    """Give the sentence that asks for work on a text, when the name may stand in that text; empty for none.

    `own` is what the user says himself, `place` where the name stands in it.
    """
    for sentence in sentences(own):
        if not sentence.start <= place < sentence.end:
            said = " ".join(own[sentence.start : sentence.end].split())
            if form("on_a_text").match(said.lower()):
                return said[:_LONGEST]
    return ""
