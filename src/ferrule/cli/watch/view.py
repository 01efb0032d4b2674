"""The screen of the watch: its panels, and how they follow what happens."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from ferrule.cli.watch.board import Board
from ferrule.cli.watch.found import Found, filtered, found_in, grouped, source_line
from ferrule.cli.watch.lines import (
    file_line,
    finding_line,
    incident_line,
    ladder_line,
    rendered,
    status_line,
)
from ferrule.cli.watch.lists import Item, Rows
from ferrule.cli.watch.pages import Reading
from ferrule.facts.watch import Happening
from ferrule.report.escape import for_terminal, on_one_line

if TYPE_CHECKING:
    from textual.timer import Timer

    from ferrule.facts.escalation import Tracked

_WIDE = 100
_FRAME_S = 0.125
_AGES_S = 5.0
_SOON_S = 0.02
_GOES_ON = "The watch goes on: once the file is mended, the ladder is climbed."
_KEYS = "f fix  e edit  a answer  / filter  r rerun  p profile  s skipped  ? help  q quit"


class Happened(Message):
    """Something that the engine told."""

    def __init__(self, event: Happening) -> None:
        """Wrap one event for the screen's own thread."""
        super().__init__()
        self.event = event


class View(App[int]):
    """Panels that show a board."""

    CSS_PATH = "screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        """Make a screen with nothing on it."""
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (40, "-medium"), (_WIDE, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-flat"), (14, "-low"), (30, "-tall")]
        self.board = Board()
        self.found: dict[object, Found] = {}
        self.incidents: tuple[Tracked, ...] = ()
        self.words = ""
        self._frame = 0
        self._is_due = False
        self._shown: object = None
        self._turning: Timer | None = None

    def compose(self) -> ComposeResult:
        """Give status, ladder, incidents, findings, filter and keys."""
        yield Static(id="status", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield _titled(Rows("ladder"), "ladder")
                yield _titled(Rows("incidents"), "waiting for you")
            with Vertical(id="right"):
                yield _titled(Rows("findings"), "findings")
                yield Static(id="trouble", markup=False)
                yield Input(placeholder="filter: words that all have to occur", id="filter")
                with Reading(id="detail"):
                    yield Static(id="text", markup=False)
        yield Static(_KEYS, id="keys", markup=False)

    def on_mount(self) -> None:
        """Begin to follow."""
        self.query_one("#filter").display = False
        self.query_one("#ladder").focus()
        self._turning = self.set_interval(_FRAME_S, self._turn, pause=True)
        self.set_interval(_AGES_S, self.show)
        self.show()

    def on_resize(self) -> None:
        """Lay rows out for the new width."""
        self._shown = None
        self._show_soon()

    def on_happened(self, message: Happened) -> None:
        """Take what the engine told, and show it with whatever comes at the same time."""
        self.board.hear(message.event)
        self._show_soon()

    def show(self) -> None:
        """Show the board as it is now."""
        self._is_due = False
        if not self.is_running or not self.screen_stack:
            return
        base = self.screen_stack[0]
        status = base.query_one("#status", Static)
        status.update(status_line(self.board, base.size.width - 2, self._frame, self.repair_stage()))
        ladder = base.query_one("#ladder", Rows)
        low = base.size.width < _WIDE
        lines = self.board.lines.values()
        ladder.show_rows(Item(line.id, ladder_line(line, ladder.room, self._frame, low=low)) for line in lines)
        self._show_findings()
        self._show_incidents()
        self._show_trouble()
        if self._turning is not None:
            (self._turning.resume if self._is_at_work() else self._turning.pause)()

    def _is_at_work(self) -> bool:
        return bool(self.board.running or self.board.climbing or self.repair_stage())

    def repair_stage(self) -> str:
        """Give what a repair does; empty while there is none."""
        return ""

    @property
    def chosen(self) -> Found | None:
        """The finding at which the list stands."""
        return self.found.get(self.screen_stack[0].query_one("#findings", Rows).chosen)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the whole text of the finding that is walked to."""
        if event.option_list.id == "findings":
            self._show_detail()

    def _show_soon(self) -> None:
        if not self._is_due:
            self._is_due = True
            self.set_timer(_SOON_S, self.show)

    def _turn(self) -> None:
        """Turn the spinners; the clock behind them stands still while there are none."""
        self._frame += 1
        self.show()

    def _show_findings(self) -> None:
        rows = self.screen_stack[0].query_one("#findings", Rows)
        lines = tuple(self.board.lines.values())
        state = (tuple((line.state, id(line.result)) for line in lines), self.words, rows.room)
        if state == self._shown:
            return
        self._shown = state
        every = found_in(lines)
        kept = filtered(every, self.words)
        self.found = {(one.finding.key, one.finding.level): one for one in kept}
        files: dict[str, tuple[str, ...]] = {}
        items: list[Item] = []
        for group in grouped(kept):
            items.append(Item(("file", group.path), file_line(group.path, len(group.found)), is_head=True))
            for one in group.found:
                source = source_line(self.board.workspace, one.finding, files)
                items.append(Item((one.finding.key, one.finding.level), finding_line(one, source, rows.room)))
        rows.show_rows(items)
        shown = len(items) - sum(item.is_head for item in items)
        rows.border_title = _counted(len(every), len(kept), shown, self.words)
        self._show_detail()

    def _show_detail(self) -> None:
        chosen = self.chosen
        self.screen_stack[0].query_one("#text", Static).update(rendered(chosen, self.board.workspace) if chosen else "")
        self.screen_stack[0].query_one("#detail").set_class(chosen is None, "-empty")

    def _show_incidents(self) -> None:
        rows = self.screen_stack[0].query_one("#incidents", Rows)
        rows.display = bool(self.incidents)
        rows.show_rows(Item(one.id, incident_line(one, rows.room)) for one in self.incidents)

    def _show_trouble(self) -> None:
        trouble = self.board.trouble
        words = f"{trouble.words}\n\n{trouble.hint}\n{_GOES_ON}" if trouble else ""
        panel = self.screen_stack[0].query_one("#trouble", Static)
        panel.display = bool(words)
        panel.update(for_terminal(words))

    def root(self) -> Path:
        """Give the folder of the workspace."""
        return Path(self.board.workspace or ".")


def _titled(rows: Rows, title: str) -> Rows:
    rows.border_title = title
    return rows


def _counted(every: int, kept: int, shown: int, words: str) -> Content:
    """Give the title of the findings; a filter is foreign text, too."""
    if not every:
        return Content("findings: none")
    of = f"{kept} of {every}" if words else f"{every}"
    more = f", {shown} shown: / narrows them" if shown < kept else ""
    return Content(f"findings: {of}{more}" + (f" · /{on_one_line(words, 40)}" if words else ""))
