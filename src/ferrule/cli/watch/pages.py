"""Pages that lie over the screen: a text to read, a list to choose from."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from ferrule.cli.watch.lists import Item, Rows


class Reading(VerticalScroll):
    """A text that is scrolled like the lists are walked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
    ]


class Page(ModalScreen[None]):
    """A text to read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,s", "dismiss", "close"),
    ]

    def __init__(self, title: str, text: Content) -> None:
        """Make a page with a title and a text."""
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Give the frame with the text."""
        with Reading(classes="page") as frame:
            frame.border_title = self._title
            frame.border_subtitle = "esc closes"
            yield Static(self._text, markup=False)


class Choice(ModalScreen[str | None]):
    """A list to choose from; gives the key of what was chosen, None for nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", "close")]

    def __init__(self, title: str, items: Sequence[tuple[str, Content]], now: str = "") -> None:
        """Make a page with a title and rows; `now` is the key of the row to begin at."""
        super().__init__()
        self._title, self._items, self._now = title, items, now

    def compose(self) -> ComposeResult:
        """Give the frame with the list."""
        rows = Rows("choice")
        rows.add_class("page")
        rows.border_title = self._title
        rows.border_subtitle = "enter chooses · esc closes"
        yield rows

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one(Rows)
        rows.show_rows(Item(key, content) for key, content in self._items)
        keys = [key for key, _ in self._items]
        rows.highlighted = keys.index(self._now) if self._now in keys else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with what was chosen."""
        self.dismiss(self._items[event.option_index][0])
