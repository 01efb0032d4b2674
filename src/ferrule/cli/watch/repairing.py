"""A repair beside the watch: `ferrule fix` on a thread of its own, its talk and its account on a page."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from rich.console import Console
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ferrule import api
from ferrule.cli.watch.accounts import account
from ferrule.cli.watch.pages import Reading
from ferrule.errors import FerruleError
from ferrule.facts.fix import FixReport, FixRequest
from ferrule.process import thread
from ferrule.report.escape import for_terminal
from ferrule.report.fix_text import print_fix

_LOOK_S = 0.25
_END_S = 3.0


class _GivenUp(Exception):
    """The watch ends, and the repair with it."""


class Repair:
    """One run of `ferrule fix`."""

    def __init__(self, request: FixRequest) -> None:
        """Start it."""
        self.request = request
        self.talk: list[str] = []
        self.report: FixReport | None = None
        self.fault = ""
        self.taken_back = ""
        self._given_up = threading.Event()
        self._thread = thread.begin("repair", self._run, self._broke)

    @property
    def is_running(self) -> bool:
        """Whether it has not come to its end."""
        return self._thread.is_alive()

    @property
    def stage(self) -> str:
        """What it does just now; empty when it has ended."""
        return f"fix: {self.talk[-1] if self.talk else 'checking'}" if self.is_running else ""

    def give_up(self) -> None:
        """End it at its next stage, and wait for that a moment: nothing is written from here on."""
        self._given_up.set()
        self._thread.join(_END_S)

    def take_back(self, start: Path) -> None:
        """Undo what it wrote."""
        if self.report and self.report.applied and self.report.run_id and not self.taken_back:
            try:
                _, files = api.undo(start, self.report.run_id)
                self.taken_back = f"taken back: {', '.join(path.name for path in files)}"
            except FerruleError as fault:
                self.taken_back = f"not taken back: {fault}"

    def _run(self) -> None:
        self.report = api.fix(self.request, self._hear)

    def _broke(self, fault: Exception) -> None:
        match fault:
            case _GivenUp():
                self.fault = "given up"
            case FerruleError() | OSError():
                self.fault = f"{fault}\n{getattr(fault, 'hint', '')}"
            case _:
                self.fault = thread.trace_of(fault)

    def _hear(self, words: str) -> None:
        if self._given_up.is_set():
            raise _GivenUp
        self.talk.append(words)


class RepairPage(ModalScreen[str | None]):
    """What a repair says while it runs, and its account; gives `again` when another one is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "close"),
        Binding("f", "again", "again"),
        Binding("u", "take_back", "undo"),
    ]

    def __init__(self, repair: Repair, start: Path) -> None:
        """Make the page of a repair."""
        super().__init__()
        self._repair, self._start = repair, start
        self._shown: object = None

    def compose(self) -> ComposeResult:
        """Give the frame."""
        with Reading(classes="page") as frame:
            frame.border_title = "repair"
            yield Static(markup=False)

    def on_mount(self) -> None:
        """Show what is known, and go on showing it."""
        self._look()
        self.set_interval(_LOOK_S, self._look)

    def action_again(self) -> None:
        """Close, and begin another repair."""
        if not self._repair.is_running:
            self.dismiss("again")

    def action_take_back(self) -> None:
        """Undo what was written."""
        if not self._repair.is_running:
            self._repair.take_back(self._start)
            self._look()

    def _look(self) -> None:
        repair = self._repair
        state = (len(repair.talk), repair.is_running, repair.taken_back, self.size.width)
        if state == self._shown:
            return
        self._shown = state
        frame = self.query_one(Reading)
        frame.border_subtitle = "esc closes, it goes on" if repair.is_running else self._keys()
        self.query_one(Static).update(self._text(max(frame.size.width - 2, 20)))
        if repair.is_running:
            frame.scroll_end(animate=False)

    def _keys(self) -> str:
        undo = "u takes it back · " if self._repair.report and self._repair.report.applied else ""
        return f"{undo}f again · esc closes"

    def _text(self, width: int) -> Content:
        repair = self._repair
        parts = [Content.styled(for_terminal(line), "$foreground 55%") for line in repair.talk]
        if repair.is_running:
            parts.append(Content.styled("…", "$text-accent"))
        if repair.fault:
            parts.append(Content.styled(for_terminal(repair.fault), "$text-error"))
        if repair.report:
            parts += [Content(""), account(_printer(repair.report), width)]
            if repair.request.dry_run and repair.report.edits:
                parts.append(Content.styled("nothing was written", "$text-warning"))
        if repair.taken_back:
            parts.append(Content.styled(for_terminal(repair.taken_back), "$text-warning"))
        return Content("\n").join(parts)


def _printer(report: FixReport) -> Callable[[Console], None]:
    return lambda console: print_fix(report, console)
