"""Foreign text in Markdown: always as code, so that it makes no heading, link, mention, image, HTML or table cell."""

import re
from typing import Final

from ferrule.report.escape import bounded, bounded_line

_TICKS: Final = re.compile("`+")
_LINE_STARTS: Final = re.compile("^(?=[/`])", re.MULTILINE)


def code(text: str, most: int) -> str:
    """Give at most so many characters of a text as code within a line; empty for a text that says nothing."""
    line = bounded_line(text, most)
    if not line:
        return ""
    ticks = "`" * (_longest_run(line) + 1)
    blank = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{blank}{line}{blank}{ticks}"


def cell(text: str, most: int) -> str:
    """Give a text as code for a cell of a table; renderers disagree on a bar behind a backslash, so it is broken."""
    return code(text.replace("\\|", "\\¦"), most).replace("|", "\\|")


def block(text: str, most: int, language: str = "text") -> str:
    """Give a text as a block of code, fenced by more backticks than it holds, without a line end after it.

    A line that begins with `/` or a backtick is moved by a blank: GitLab reads commands such as `/close` there.
    """
    held = _LINE_STARTS.sub(" ", bounded(text, most).strip("\n"))
    fence = "`" * max(3, _longest_run(held) + 1)
    return f"{fence}{language}\n{held}\n{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
