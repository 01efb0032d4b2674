"""Lists that are walked with the arrows or with j and k, and keep what is chosen while their rows change."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list."""

    key: Hashable
    """What tells it from all others, whatever its words are."""
    content: Content
    is_head: bool = False
    """It stands over others and cannot be chosen."""


class Rows(OptionList):
    """A list of rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    def __init__(self, name: str) -> None:
        """Make an empty list."""
        super().__init__(id=name, markup=False, compact=True)
        self._keys: list[Hashable] = []
        self._first: Hashable | None = None

    @property
    def room(self) -> int:
        """How many columns a row has."""
        return max(self.scrollable_content_region.width, 1)

    @property
    def chosen(self) -> Hashable | None:
        """The key of the highlighted row; None where there is none."""
        at = self.highlighted
        return self._keys[at] if at is not None and at < len(self._keys) else None

    def show_rows(self, items: Iterable[Item]) -> None:
        """Show these rows; the one that was chosen stays so, or the first that can be."""
        rows = list(items)
        keys = [row.key for row in rows]
        if keys == self._keys:
            for at, row in enumerate(rows):
                self._replace_where_new(at, row.content)
            return
        chosen, top = self.chosen, self.scroll_offset.y
        was_first = chosen == self._first  # nobody has walked anywhere yet
        self._keys = keys
        self._first = next((row.key for row in rows if not row.is_head), None)
        self.set_options(Option(row.content, disabled=row.is_head) for row in rows)
        first = keys.index(self._first) if self._first in keys else None
        self.highlighted = keys.index(chosen) if chosen in keys and not was_first else first
        self.scroll_to(y=top, animate=False)

    def _replace_where_new(self, at: int, content: Content) -> None:
        before = self.get_option_at_index(at).prompt
        if not (isinstance(before, Content) and before.is_same(content)):
            self.replace_option_prompt_at_index(at, content)
