"""What in a turn is not the user's own: code, quotations, pasted texts, what others are said to have said (M09)."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import Final, TypeAlias

from ferrule.definitions.routing.phrases import pattern, source, words


class Voice(StrEnum):
    """How words that are not the user's own came into his turn."""

    CODE = "code"
    """A code block, indented or fenced, a comment, a tag, a diff, a line of a log."""
    INLINE = "inline"
    """A word in backticks or quotation marks; for what the task is about it counts as the user's own."""
    QUOTE = "quote"
    """A block quote, or a text that was pasted."""
    REPORTED = "reported"
    """What somebody else is said to have said."""


_FENCE: Final = re.compile(r"(?ms)^[ \t>]*(`{3,}|~{3,})(?![`~])[^\n]*\n.*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)")
_FRONT: Final = re.compile(r"(?s)\A\s*(?:---|\+\+\+)\n.*?(?:\n(?:---|\+\+\+)[ \t]*(?=\n|\Z)|\Z)")
_COMMENT: Final = re.compile(r"(?s)<!--.*?(?:-->|\Z)|/\*.*?(?:\*/|\Z)")
_TAG: Final = re.compile(r"<([A-Za-z][\w-]*)(?:\s[^<>\n]*)?>|\[([A-Za-z][\w-]*)\](?!\()")
_RULED: Final = re.compile(
    r"(?ms)^[ \t]*([-=*_#~]{3,})(?![-=*_#~])[^\n]*\b(?:begin|start|file|readme|log|output|cut)\b[^\n]*\n"
    r".*?(?:^[ \t]*\1[^\n]*$|\Z)"
)
_CODE_LINE: Final = re.compile(r"(?m)^(?: {4,}|[ \t]*\t)\S.*$|^[ \t]*(?://|#!|;;|\|).*$")
_LOG_LINE: Final = re.compile(
    r"(?m)^[ \t]*(?:\[?\d{4}-\d\d-\d\d|\[?\d{1,2}:\d\d\b"
    r"|\[?(?:info|warn|warning|error|debug|trace|fatal|note|help|hint|notice|caused by|stderr|stdout|tip|todo|fixme)\b"
    r"(?:\[\w+\])?\]?[ \t]*[:|\]]|-->|=[ \t]*(?:note|help)|\d+[ \t]*\||test .* \.\.\. |running \d+ tests?"
    r"|[$%\u276f\u279c][ \t]|>>>|thread '|(?:compiling|finished|running|checking|downloaded) `?\w).*$"
)
_LETTER: Final = re.compile(
    r"(?m)^[ \t]*(?:dear|hello|hi|hey|moin|good (?:morning|afternoon)) [^\n,.!?:]{1,40}[,!][ \t]*\n(?s:.*?)"
    r"(?:^[ \t]*(?:(?:kind|best|warm|many) )?(?:regards|best|wishes|cheers|sincerely|greetings|yours|thanks)\b"
    r"[^\n]{0,20}\n[^\n]{0,40}$|\Z)"
)
_SHELL: Final = re.compile(r"(?m)^[ \t]*(?:[\w.-]*[~/@:][\w.~/@:-]*)?[$%\u276f\u279c][ \t]+\S.*(?:\n(?![ \t]*$).+)*")
_DIFF: Final = re.compile(r"(?m)^(?:@@ |diff --git |\+\+\+ )")
_DIFF_LINE: Final = re.compile(r"(?m)^[-+@].*$")
_BLOCK: Final = re.compile(r"(?m)^[ \t]*(?:[-*][ \t]+)?[>\u2502\u2503].*(?:\n(?![ \t]*$).+)*")
_TICKS: Final = re.compile(r"(?s)(?<!`)(`{1,8})(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)")
_LONE_TICK: Final = re.compile(r"`.*")
_DOUBLE: Final = '"\u201c\u201d\u201e\u201f\uff02'
_SINGLE: Final = "'\u2018\u201a\u201b"
_ON: Final = r"(?!\n[ \t]*\n)"
"""A quotation does not go over an empty line; one that is never closed goes up to it."""
_QUOTED: Final = re.compile(
    rf"[{_DOUBLE}](?:{_ON}[^{_DOUBLE}])*(?:[{_DOUBLE}]|(?=\n[ \t]*\n)|\Z)"
    rf"|[\u00ab\u00bb](?:{_ON}[^\u00ab\u00bb])*(?:[\u00ab\u00bb]|(?=\n[ \t]*\n)|\Z)"
    rf"|[\u2039\u203a](?:{_ON}[^\u2039\u203a])*[\u2039\u203a]"
    rf"|[\u300c\u300e](?:{_ON}[^\u300d\u300f])*(?:[\u300d\u300f]|\Z)"
    rf"|(?<!\w)[{_SINGLE}](?:{_ON}(?:[^'\u2018]|(?<=\w)'(?=\w)))+['\u2018](?!\w)"
)
_HEADING: Final = re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+(.*)$")
_NEXT_HEADING: Final = re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]")
_LABEL: Final = re.compile(
    r"(?m)^[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?[*_<\[(]*@?([A-Za-z][\w.'@-]*(?: [\w.'@()-]+){0,2})[\])>*_]*"
    r"(?:[ \t]*\([^)\n]*\)|[ \t]*\[[^]\n]*\])?[*_]*:[*_]*(?=\s)"
)
_GAP: Final = re.compile(r"\n[ \t]*\n")
_WORD: Final = re.compile(r"\S")
_COLON: Final = re.compile(r"(?m):[ \t]*$")


@cache
def _data_verb() -> re.Pattern[str]:
    start = r"(?:^|[.!?]\s+|\bplease\s+|\byou\s+|\band\s+|,\s*)"
    return re.compile(
        rf"(?m){start}{source(words('naming')['textual'])}\b(?:[^\n:]{{0,120}}:(?=\s)"
        r"|[^\n:]{0,80}\b(?:(?:this|these|following) (?:lines?|sentences?|text|words|phrase|note|hint|paragraph|bullet)"
        r"|the following to)\b[^\n:]{0,60}\s[-–—]+\s)"
    )


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){source([*words('naming')['speech'], *words('naming')['speech_here']])}[^\n:.?!]{{0,60}}:(?=\s)"
    )


@cache
def _brings(name: str) -> re.Pattern[str]:
    return pattern(words("naming")[name])


@cache
def _own_label() -> re.Pattern[str]:
    return re.compile(rf"(?:^|.*\s){source(words('naming')['own_label'])}$")


def _all(listed: re.Pattern[str]) -> Callable[[str, tuple[str, ...]], list[tuple[int, int]]]:
    return lambda text, _names: [found.span() for found in listed.finditer(text)]


def _tagged(text: str, _names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield what stands between a tag and its end; `Vec<String>` has none."""
    at = 0
    never: set[str] = set()
    while (found := _TAG.search(text, at)) is not None:
        close = f"</{found[1]}" if found[1] else f"[/{found[2]}"
        end = -1 if close in never else text.find(close, found.end())
        at = found.end() if end < 0 else min(end + len(close) + 1, len(text))
        if end < 0:
            never.add(close)
        else:
            yield found.start(), at


def _diff(text: str, _names: tuple[str, ...]) -> list[tuple[int, int]]:
    return [found.span() for found in _DIFF_LINE.finditer(text)] if _DIFF.search(text) else []


def _letters(text: str, _names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield letters with words before or after them: one that fills the turn is written to us."""
    for found in _LETTER.finditer(text):
        if text[: found.start()].strip() or text[found.end() :].strip():
            yield found.span()


def _headed(text: str, _names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield the sections whose heading is not one of a request: a document that was pasted."""
    for found in _HEADING.finditer(text):
        if not _own_label().fullmatch(found[1].strip(" :*#")):
            following = _NEXT_HEADING.search(text, found.end())
            yield found.start(), following.start() if following else len(text)


def _speakers(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs that a label such as `Anna:` opens; `Task:` is the user's own."""
    end = 0
    for found in _LABEL.finditer(text):
        label = found[1].strip()
        if found.start() < end or any(name in label for name in names) or _own_label().fullmatch(label):
            continue
        end = _paragraph(text, found.end())[1]
        yield found.start(), end


def _pasted(text: str, _names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Give what comes after a line that brings a text: to the end, for nobody can tell where it ends."""
    starts = [end for line, end in _introductions(text) if _brings("document").search(line)]
    starts += [found.end() for found in _data_verb().finditer(text)]
    return [(min(starts), len(text))] if starts else []


def _logged(text: str, _names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield the paragraph after a line that brings a log; after an empty line the user speaks again."""
    return _paragraphs(text, (end for line, end in _introductions(text) if _brings("log").search(line)))


def _introductions(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lines that end in a colon, the last words of each, and where it ends."""
    for found in _COLON.finditer(text):
        yield text[max(text.rfind("\n", 0, found.start()) + 1, found.start() - 160) : found.start()], found.end()


def _reported(text: str, _names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    return _paragraphs(text, (found.end() for found in _saying().finditer(text)))


def _paragraphs(text: str, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    end = 0
    for start in starts:
        if start >= end:
            end = _paragraph(text, start)[1]
            yield start, end


def _paragraph(text: str, at: int) -> tuple[int, int]:
    begin = _WORD.search(text, at)
    gap = _GAP.search(text, begin.start()) if begin else None
    return at, gap.start() if gap else len(text)


_Find: TypeAlias = Callable[[str, tuple[str, ...]], Iterable[tuple[int, int]]]
FINDERS: Final[tuple[tuple[_Find, Voice], ...]] = (
    (_all(_FENCE), Voice.CODE),
    (_all(_FRONT), Voice.QUOTE),
    (_all(_COMMENT), Voice.CODE),
    (_tagged, Voice.QUOTE),
    (_all(_RULED), Voice.QUOTE),
    (_diff, Voice.CODE),
    (_all(_BLOCK), Voice.QUOTE),
    (_letters, Voice.QUOTE),
    (_all(_SHELL), Voice.CODE),
    (_all(_LOG_LINE), Voice.CODE),
    (_all(_CODE_LINE), Voice.CODE),
    (_pasted, Voice.QUOTE),
    (_logged, Voice.CODE),
    (_headed, Voice.QUOTE),
    (_speakers, Voice.REPORTED),
    (_reported, Voice.REPORTED),
    (_all(_TICKS), Voice.INLINE),
    (_all(_LONE_TICK), Voice.INLINE),
    (_all(_QUOTED), Voice.INLINE),
)
