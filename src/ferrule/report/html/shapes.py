"""Lines of a compiler's text, told apart by their form: code, marks below it, what is added and taken away, remarks."""

import re
from dataclasses import dataclass
from typing import Final

SHAPES: Final = (
    ("add", r"^( {0,16}\|)( {1,300}[+~][+~ ]{0,300})$"),
    ("mark", r"^( {0,16}\|)([ |_/\\-]{0,300}\^.*)$"),
    ("near", r"^( {0,16}\|)([ |/\\]{0,300}[_-]{1,300}(?:[ |].*)?)$"),
    ("del", r"^( {0,8}[0-9]{1,9} {1,4})(-(?: .*)?)$"),
    ("add", r"^( {0,8}[0-9]{1,9} {1,4})([+~](?: .*)?)$"),
    ("code", r"^( {0,16}[0-9]{0,9} {0,4}\|)(.*)$"),
    ("where", r"^( {0,16}(?:-->|:::) )(.*)$"),
    ("told", r"^( {0,16}= )((?:help|note|warning): .*)$"),
    ("del", r"^()(-[^-].*|-)$"),
    ("add", r"^()(\+[^+].*|\+)$"),
    ("told", r"^()((?:help|note|warning|error)(?:\[[A-Za-z0-9:_]{1,80}\])?: .*)$"),
)
"""Kind and form, with what stands before and the text; read by the page's script too, so plain regular expressions."""

_FORMS: Final = tuple((kind, re.compile(form)) for kind, form in SHAPES)


@dataclass(frozen=True, slots=True)
class Shaped:
    """One line in two parts."""

    kind: str
    """Empty for a line without a form."""
    before: str
    """The margin: line number and bar."""
    text: str


def shaped(text: str) -> tuple[Shaped, ...]:
    """Give the lines of a text with their kind."""
    return tuple(_line(line) for line in text.split("\n")) if text else ()


def _line(line: str) -> Shaped:
    for kind, form in _FORMS:
        found = form.match(line)
        if found:
            return Shaped(kind, found[1], found[2])
    return Shaped("", "", line)
