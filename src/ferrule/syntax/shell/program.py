"""The name of a program, and a call as a report shows it."""

import re
from typing import Final

from ferrule.syntax.shell.words import MANY, UNKNOWN

_NAME: Final = re.compile(r"[\w.+@:-]+|\[")
_RESERVED: Final = frozenset({
    "if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "esac", "select", "function",
    "in",
})  # fmt: skip


def name_of(word: str) -> str:
    """Give a program's name without its folder, in small letters; empty when it is no plain name."""
    last = word.rpartition("/")[2].removeprefix("=").removesuffix(".exe").casefold()
    return last if _NAME.fullmatch(last) and last not in _RESERVED else ""


def shown(words: tuple[str, ...], most: int = 60) -> str:
    """Give a call as a report shows it, with what is not known as dots."""
    line = " ".join(" ".join(words).replace(UNKNOWN, "…").replace(MANY, "…").split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
