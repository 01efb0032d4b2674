"""Where braces are missing, told by how the lines are indented (P05)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.grammar.lexemes import CLOSERS, OPENERS, Lexeme, Lexemes

_OPEN_ENDED: Final = frozenset("({[,;}=|&+-*/.<:")
"""Marks at the end of a line after which no block begins."""


def missing_ends(found: Lexemes) -> Iterator[tuple[int, str]]:
    """Yield where a `}` is missing, as the place of an insertion and its text, from the top.

    A block that opens at the end of a line ends before the next line that is indented no further.
    """
    open_blocks: list[tuple[str, int, bool]] = []
    """Opening mark, indent of its line, whether it ends its line."""
    for number, one in enumerate(found.all):
        closes = one.text in CLOSERS
        indent = found.indent(one) if one.leads or one.text in OPENERS else 0
        if one.leads and number:
            while open_blocks and _ended(open_blocks[-1], indent, closes=closes):
                mark, outer, _ = open_blocks.pop()
                if mark == "{":
                    yield _line_after(found, found.all[number - 1], " " * outer + "}")
        if one.text in OPENERS:
            open_blocks.append((one.text, indent, _last(found, number)))
        elif closes and open_blocks:
            open_blocks.pop()


def missing_starts(found: Lexemes) -> Iterator[int]:
    """Yield the ends of lines where a `{` may be missing: the next line is indented further for no other reason."""
    for number in range(len(found.all) - 1):
        here, following = found.all[number], found.all[number + 1]
        if following.leads and here.kind in {"word", "mark", "lifetime"} and here.text[-1] not in _OPEN_ENDED:
            first = number
            while not found.all[first].leads:
                first -= 1
            if found.indent(following) > found.indent(found.all[first]):
                yield here.end


def _ended(block: tuple[str, int, bool], indent: int, *, closes: bool) -> bool:
    _, outer, ends_line = block
    return ends_line and (indent < outer if closes else indent <= outer)


def _last(found: Lexemes, number: int) -> bool:
    return number + 1 < len(found.all) and found.all[number + 1].leads


def _line_after(found: Lexemes, last: Lexeme, text: str) -> tuple[int, str]:
    end = found.line_end(last.end)
    return end, "\n" + text
