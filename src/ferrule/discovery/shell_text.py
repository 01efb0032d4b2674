"""Foreign text made readable for the shell's grammar: holes where another language is to be filled in, and dialects."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from ferrule.syntax.shell.words import MANY

_SIGN: Final = re.compile(r"__hole_(\d+)__")
_NOT_BASH: Final = {"pwsh": "`", "powershell": "`", "cmd": "^"}
"""Shells whose lines go on behind a sign of their own."""
_SET: Final = re.compile(r"""^\s*(?:\$env:|set )(\w+)\s*=\s*(["']?)(.*?)\2\s*;?$""", re.IGNORECASE)


@dataclass(slots=True)
class Holes:
    """Places of a text that another program fills in before the shell reads it."""

    written: list[str] = field(default_factory=list)

    def cut(self, text: str, pattern: re.Pattern[str], value: Callable[[re.Match[str]], str | None]) -> str:
        """Give the text with each match replaced by its value, or by a sign where that is None."""

        def fill(found: re.Match[str]) -> str:
            known = value(found)
            if known is not None:
                return known
            self.written.append(found.group())
            return f"__hole_{len(self.written) - 1}__"

        return pattern.sub(fill, text)

    def shown(self, text: str) -> str:
        """Give a text with the holes as they were written."""
        return _SIGN.sub(lambda found: self.written[int(found[1])], text)

    def opened(self, word: str) -> str:
        """Give a word with what cannot be known in the place of each sign."""
        return _SIGN.sub(MANY, word)


def as_bash(text: str, shell: str) -> str:
    """Give a script in the words of bash, as far as lines and variables go; the same number of lines."""
    program = shell.split(" ", maxsplit=1)[0].rpartition("/")[2].removesuffix(".exe").lower()
    sign = _NOT_BASH.get(program)
    if sign is None:
        return text
    lines = [_SET.sub(_assigned, line) for line in text.split("\n")]
    return re.sub(rf"{re.escape(sign)}[ \t]*\n", "\\\\\n", "\n".join(lines))


def _assigned(found: re.Match[str]) -> str:
    return f"export {found[1]}='{found[3]}'"
