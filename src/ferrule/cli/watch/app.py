"""The keys of the watch, and what they do."""

import asyncio
import signal
import threading
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList

from ferrule.api.watching import watch
from ferrule.cli.watch.deeds import Deeds
from ferrule.cli.watch.lists import Rows
from ferrule.cli.watch.pages import Choice, Page
from ferrule.cli.watch.texts import keys, left_out
from ferrule.cli.watch.view import Happened
from ferrule.facts.status import Status
from ferrule.facts.watch import Anew, Broke, Happening, RoundEnded, WatchRequest

INTERRUPTED: Final = 130
BUG: Final = 70
_RIGHT: Final = ("findings", "detail")
_PANELS: Final = ("ladder", "incidents", *_RIGHT)
_SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class Watch(Deeds):
    """The watch on a terminal; gives the exit code."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", priority=True, show=False),
        Binding("ctrl+z", "suspend_process", show=False),
        Binding("tab", "turn(1)", priority=True, show=False),
        Binding("shift+tab", "turn(-1)", priority=True, show=False),
        Binding("q", "leave", show=False),
        Binding("f", "fix", show=False),
        Binding("e", "edit", show=False),
        Binding("a", "answer", show=False),
        Binding("slash", "filter", show=False),
        Binding("escape", "unfilter", show=False),
        Binding("r", "again", show=False),
        Binding("R", "anew", show=False),
        Binding("p", "profile", show=False),
        Binding("s", "left_out", show=False),
        Binding("question_mark", "keys", show=False),
    ]

    def __init__(self, request: WatchRequest) -> None:
        """Make the watch; it begins when the screen is there."""
        super().__init__(request.check)
        self.engine = watch(request, self._tell)
        self.trace = ""

    def on_mount(self) -> None:
        """Begin to watch; textual calls `on_mount` of each class by itself, as it does with all that is heard."""
        if threading.current_thread() is threading.main_thread():
            for number in _SIGNALS:
                asyncio.get_running_loop().add_signal_handler(number, self.action_interrupt)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.look_for_incidents()
        self.engine.begin()

    def on_happened(self, message: Happened) -> None:
        """Take what the engine told, beside the screen's own part in it."""
        match message.event:
            case Broke(trace):
                self.trace = trace
                self.exit(BUG)
            case RoundEnded(_, cut_short=False):
                self.look_for_incidents()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter: the findings of a gate, the editor at a finding, the question of an incident."""
        match event.option_list.id:
            case "findings":
                self.action_edit()
            case "incidents":
                self.action_answer()
            case "ladder":
                chosen = self.query_one("#ladder", Rows).chosen
                self._filter("" if self.words == chosen else str(chosen))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while somebody types."""
        self.words = event.value
        self.show()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Keep the filter, and go back to the findings."""
        self.query_one("#filter").display = False
        self._go_to_findings()

    def action_interrupt(self) -> None:
        """End as Ctrl-C does everywhere."""
        self.exit(INTERRUPTED)

    def action_leave(self) -> None:
        """End with the code of the newest verdict."""
        self.exit(self.board.exit_code)

    def action_turn(self, by: int) -> None:
        """Go to the next panel, or to the one before; where there is room for one alone, it takes the other's place."""
        if len(self.screen_stack) > 1:
            self.screen.focus_next() if by > 0 else self.screen.focus_previous()
            return
        panels = [name for name in _PANELS if self.query_one(f"#{name}").display]
        here = self.focused.id if self.focused else None
        to = panels[(panels.index(here) + by) % len(panels)] if here in panels else panels[0]
        self.query_one("#body").set_class(to in _RIGHT, "-right")
        self.call_after_refresh(self.query_one(f"#{to}").focus)

    def action_again(self) -> None:
        """Run again what did not pass."""
        lines = self.board.lines.values()
        passed = {line.id for line in lines if line.result and line.result.status is Status.PASSED}
        self.engine.again(Anew(frozenset(self.board.lines) - passed))

    def action_anew(self) -> None:
        """Run everything again."""
        self.engine.again(Anew(everything=True))

    def action_filter(self) -> None:
        """Open the filter."""
        box = self.query_one("#filter", Input)
        self.query_one("#body").add_class("-right")
        box.display = True
        box.value = self.words
        self.call_after_refresh(box.focus)

    def action_unfilter(self) -> None:
        """Take the filter away."""
        self._filter("")

    def action_profile(self) -> None:
        """Choose another profile."""
        items = [(name, Content(name)) for name in self.board.profiles]
        self.push_screen(Choice("profile", items, self.board.profile), self._choose)

    def action_left_out(self) -> None:
        """Show what decided nothing, and why."""
        self.push_screen(Page("gates that decided nothing", left_out(self.board.lines.values())))

    def action_keys(self) -> None:
        """Show the help."""
        self.push_screen(Page("keys", keys()))

    def end(self) -> None:
        """Leave nothing behind: no round, no repair, no child."""
        self.engine.end()
        if self.repair is not None:
            self.repair.give_up()

    def _go_to_findings(self) -> None:
        self.query_one("#body").add_class("-right")
        self.call_after_refresh(self.query_one("#findings").focus)

    def _choose(self, profile: str | None) -> None:
        if profile is not None:
            self.engine.choose(profile)

    def _filter(self, words: str) -> None:
        self.words = words
        box = self.query_one("#filter", Input)
        if box.display:
            box.display = False
            self._go_to_findings()
        box.value = words
        self.show()

    def _tell(self, event: Happening) -> None:
        self.post_message(Happened(event))
