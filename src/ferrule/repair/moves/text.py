"""One source file as moves see it: its text, its tree, and edits with their places."""

from dataclasses import dataclass, field
from pathlib import Path

from tree_sitter import Node, Tree

from ferrule.facts.finding import Edit
from ferrule.syntax.items import Item, all_items
from ferrule.syntax.tree import parse


@dataclass(frozen=True, slots=True)
class Text:
    """A file under the changes made so far."""

    path: str
    """As the compiler's words name it, relative to the workspace."""
    absolute: Path
    source: bytes = field(repr=False)
    parsed: bytes | None = field(default=None, repr=False)
    """The same text with known macros opened, where the error stands in one; None: the source itself is parsed."""

    @property
    def tree(self) -> Tree:
        """Its tree; of broken text one with faults in it."""
        return parse(self.source if self.parsed is None else self.parsed)

    @property
    def items(self) -> tuple[Item, ...]:
        """All its items, members after what they belong to."""
        return all_items(self.source)

    def node(self, start: int, end: int) -> Node:
        """Give the smallest named node that holds a byte range; the whole file for one outside."""
        root = self.tree.root_node
        return root.named_descendant_for_byte_range(start, end) or root

    def at(self, start: int, end: int) -> str:
        """Give what stands at a byte range."""
        return self.source[start:end].decode("utf-8", "surrogateescape")

    def item(self, start: int) -> Item | None:
        """Give the innermost item around a byte; None between items."""
        around = [item for item in self.items if item.start <= start < item.end]
        return min(around, key=lambda item: item.end - item.start, default=None)

    def indent(self, at: int) -> str:
        """Give the blanks at the beginning of the line of a byte."""
        line = self.source[self.source.rfind(b"\n", 0, at) + 1 :]
        return line[: len(line) - len(line.lstrip(b" \t"))].decode()

    def edit(self, start: int, end: int, replacement: str) -> Edit:
        """Give the edit that puts `replacement` in the place of a byte range; an insertion has two equal ends."""
        line, column = self._point(start)
        end_line, end_column = self._point(end)
        return Edit(self.path, start, end, line, column, end_line, end_column, replacement)

    def _point(self, at: int) -> tuple[int, int]:
        start = self.source.rfind(b"\n", 0, at) + 1
        return self.source.count(b"\n", 0, at) + 1, len(self.source[start:at].decode("utf-8", "replace")) + 1
