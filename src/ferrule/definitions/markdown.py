"""Where in a Markdown text something stands: its line, the fence around it, the code span around it."""

import bisect
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_FENCE: Final = re.compile(r"^[ \t>]*(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$", re.MULTILINE)
_NEAR: Final = 200


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block, from its first mark to its last."""

    start: int
    end: int
    info: str
    """What stands behind the first mark."""


@dataclass(frozen=True)
class Markdown:
    """A text with the number of its first line."""

    text: str
    first_line: int = 1

    @cached_property
    def fences(self) -> tuple[Fence, ...]:
        """The fenced blocks in order; one that is never closed goes to the end."""
        found: list[Fence] = []
        opened: re.Match[str] | None = None
        for match in _FENCE.finditer(self.text):
            if opened is None:
                opened = match
            elif match["mark"].startswith(opened["mark"]) and not match["info"].strip():
                found.append(Fence(opened.start(), match.end(), opened["info"].strip()))
                opened = None
        if opened is not None:
            found.append(Fence(opened.start(), len(self.text), opened["info"].strip()))
        return tuple(found)

    @cached_property
    def _ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [fence.start for fence in self.fences]

    def line(self, at: int) -> int:
        """Give the line of an offset."""
        return self.first_line + bisect.bisect_left(self._ends, at)

    def line_text(self, at: int) -> str:
        """Give the line around an offset, of a very long one the part that is near."""
        first, last = max(0, at - _NEAR), min(len(self.text), at + _NEAR)
        start = self.text.rfind("\n", first, at)
        end = self.text.find("\n", at, last)
        return self.text[first if start < 0 else start + 1 : last if end < 0 else end]

    def fence(self, at: int) -> Fence | None:
        """Give the block around an offset; None outside of all."""
        place = bisect.bisect_right(self._starts, at) - 1
        return self.fences[place] if place >= 0 and at < self.fences[place].end else None

    def stands_free(self, start: int, end: int) -> bool:
        """Say whether words are no part of a longer code span: they stand in none, or fill one."""
        line = self.text.rfind("\n", 0, start) + 1
        if self.text.count("`", line, start) % 2 == 0:
            return True
        return self.text[start - 1] == "`" and self.text[end : end + 1] == "`"

    def is_in_span(self, at: int) -> bool:
        """Say whether an offset lies in a code span of its line."""
        line = self.text.rfind("\n", 0, at) + 1
        return self.text.count("`", line, at) % 2 == 1
