"""One entry of a plan file: how it is written, how it is known again, and what it waits for."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ferrule.report.escape import on_one_line

_LONGEST: Final = 200
READ: Final = 2000
"""How much of an entry is looked at for marks and names; one that says more is nobody's task of one line."""
_CODE_SPAN: Final = re.compile(r"(?<!`)`(?!`)(?:(?!<!--)[^`])+`(?!`)")
_ACTIVE: Final = re.compile(r"[\\`*<>\[\]|~]|(?<!\w)_|_(?!\w)|!(?=\[)|&(?=#?\w+;)")
_LEADING: Final = re.compile(r"\d{1,9}(?=[.)](?:\s|$))|(?=[#+-])")
"""What would begin a heading, a list or a rule at the start of a line."""
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
MARK: Final = re.compile(r"(?<!\\)<!-- *task: *([A-Za-z0-9._-]+) *-->")
"""Says which task an entry is; nobody sees it where Markdown is shown."""
BOX: Final = re.compile(r"\[[ xX~/>.-]\](?=\s|$)[ \t]*")
DONE: Final = re.compile(r" \(\d{4}-\d\d-\d\d(?:: (?:[^()]|\([^()]*\))*)?\)(?=\s*$)")
"""The date behind a completed entry, as ferrule writes it."""

_WORDS: Final = {"critical": 0, "urgent": 0, "blocker": 0, "highest": 0, "high": 1, "medium": 2, "normal": 2, "low": 3}
_SIGNS: Final = {"🔺": 0, "🔥": 0, "⏫": 1, "🔴": 1, "🔼": 2, "🟠": 2, "🟡": 2, "🔽": 3, "🟢": 3, "⏬": 4}
_NAMED: Final = "|".join((*_WORDS, "lowest"))
_PRIORITY: Final = re.compile(
    rf"""^\W*p(?P<first>[0-9])\b[:.)\]*]*
    |(?<=\s)p(?P<last>[0-3])\s*$
    |[\[(*]+p(?P<marked>[0-9])[\])*:]+
    |[\[(]\s*(?:priority:\s*)?(?P<word>{_NAMED})(?:\s+priority)?\s*[\])]
    |^\W*(?P<label>{_NAMED})(?:\s+priority)?\s*:
    |\b(?:priority|prio)\s*[:=]\s*(?P<said>{_NAMED}|p?[0-9])\b
    |(?:^|(?<=\s))(?P<bang>!{{1,3}})(?=\s|$)
    |^\((?P<letter>[a-d])\)(?=\s)
    |(?P<sign>{"|".join(_SIGNS)})""",
    re.VERBOSE | re.IGNORECASE,
)
NORMAL: Final = 2
"""The priority of an entry that states none."""


@dataclass(frozen=True)
class Entry:
    """A task as it stands in a plan file."""

    id: str
    """Of the task: letters, digits, `.`, `_` and `-`."""
    words: str
    """What is to be done, in anybody's words."""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"not the id of a task: {self.id!r}")

    @cached_property
    def line(self) -> str:
        """The words on one line in which no Markdown is active but code spans; the id where there are none."""
        return as_text(self.words) or self.id

    @cached_property
    def key(self) -> str:
        """What another entry of the same task has in common with it; empty where nothing is left to compare."""
        return plain(self.line)

    @property
    def mark(self) -> str:
        """The comment that makes it known again."""
        return f"<!-- task: {self.id} -->"


def as_text(words: str) -> str:
    """Give foreign words as the text of a list item: one line, no heading, no link, no HTML; code spans stay."""
    line, at = on_one_line(words, _LONGEST), 0
    parts: list[str] = []
    for span in _CODE_SPAN.finditer(line):
        parts += (_ACTIVE.sub(r"\\\g<0>", line[at : span.start()]), span.group())
        at = span.end()
    text = "".join((*parts, _ACTIVE.sub(r"\\\g<0>", line[at:])))
    leading = _LEADING.match(text)
    return f"{text[: leading.end()]}\\{text[leading.end() :]}" if leading else text


def plain(text: str) -> str:
    """Give what a text says, without mark, date, priority, boxes and emphasis, for comparison."""
    text = DONE.sub("", BOX.sub("", MARK.sub("", text), count=1))
    text = _PRIORITY.sub(" ", _ESCAPED.sub(r"\1", text))
    return " ".join(re.sub(r"[*_~`\"]", "", text).casefold().split()).strip(" .,:;-\u2013\u2014!")


def priority(text: str) -> int:
    """Give how urgent an entry is, 0 for the most; the first mark counts."""
    match = _PRIORITY.search(_ESCAPED.sub(r"\1", BOX.sub("", MARK.sub("", text), count=1)))
    if match is None:
        return NORMAL
    digit = match["first"] or match["last"] or match["marked"]
    word = (match["word"] or match["label"] or match["said"] or "").casefold().lstrip("p")
    if digit or word.isdigit():
        return int(digit or word)
    if match["bang"]:
        return 3 - len(match["bang"])
    if match["letter"]:
        return "abcd".index(match["letter"].casefold())
    return _SIGNS[match["sign"]] if match["sign"] else _WORDS.get(word, 4)
