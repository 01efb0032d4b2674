"""What Cargo says in plain words, beside its JSON: its status lines and its own errors."""

import re

_STATUS = re.compile(r"(?P<word> {0,11}[A-Z][A-Za-z-]{2,}) \S")
_STATUS_WIDTH = 12
_ERROR = re.compile(r"(?:`cargo metadata` exited with an error: )?error(?:\[\w+\])?: ")
_GOES_ON = re.compile(r"Caused by:|help:|note:| ")
_NOISE = re.compile(
    r"error: (?:could not (?:compile|document) `|(?:doc)?test failed, |test run failed|[0-9]+ targets? failed)"
)
_LONGEST = 2000


def is_status(line: str) -> bool:
    """Give whether the line is one of Cargo's, such as `   Compiling demo v0.1.0`."""
    match = _STATUS.match(line)
    return match is not None and len(match["word"]) == _STATUS_WIDTH


def cargo_complaint(text: str) -> str:
    """Give Cargo's own errors with their causes; empty when there are none.

    That something does not compile is left out where something better is said. At most 2,000 characters.
    """
    found = _paragraphs(text.split("\n"))
    telling = [words for words in found if not _NOISE.match(words)]
    return "\n".join(telling or found)[:_LONGEST]


def _paragraphs(lines: list[str]) -> list[str]:
    """Give each error with what belongs to it."""
    found: list[list[str]] = []
    is_open = False
    for number, line in enumerate(lines):
        if _ERROR.match(line):
            found.append([line])
            is_open = True
        elif is_open and _continues(line, lines[number + 1 : number + 2]):
            found[-1].append(line)
        else:
            is_open = False
    return ["\n".join(paragraph).rstrip() for paragraph in found]


def _continues(line: str, following: list[str]) -> bool:
    """Tell whether an error goes on with this line: after a gap, only with a cause or a hint."""
    if not line.strip():
        return bool(following) and _GOES_ON.match(following[0]) is not None and not is_status(following[0])
    return not (is_status(line) or line.startswith(("{", "warning: ")))
