"""What the keys of the watch set going: the editor, a repair, an answer."""

import os
from collections.abc import Callable

from textual.content import Content

from ferrule import api
from ferrule.cli.watch.accounts import account
from ferrule.cli.watch.asking import Asking
from ferrule.cli.watch.editor import opening
from ferrule.cli.watch.lists import Rows
from ferrule.cli.watch.pages import Choice, Page
from ferrule.cli.watch.repairing import Repair, RepairPage
from ferrule.cli.watch.view import View
from ferrule.errors import FerruleError
from ferrule.facts.escalation import Stage, Tracked
from ferrule.facts.fix import FixRequest
from ferrule.facts.request import CheckRequest
from ferrule.process import thread
from ferrule.process.handover import hand_over, let_go
from ferrule.report.answered import print_answered
from ferrule.report.escape import on_one_line


class Deeds(View):
    """A screen from which files are opened, repairs begun and incidents answered."""

    def __init__(self, check: CheckRequest) -> None:
        """Make it; `check` says where, and what was vouched for."""
        super().__init__()
        self.check = check
        self.repair: Repair | None = None

    def repair_stage(self) -> str:
        """Give what the repair does just now."""
        return self.repair.stage if self.repair else ""

    def action_edit(self) -> None:
        """Open the editor at the finding."""
        chosen = self.chosen
        if chosen is None or not chosen.finding.path:
            self.say("no finding with a file is chosen")
            return
        path = self.root() / chosen.finding.path
        how = opening(os.environ, path, chosen.finding.line or 1, chosen.finding.column or 1)
        if how is None:
            self.say("no editor: set VISUAL or EDITOR, such as `export EDITOR=vim`")
        elif not path.is_file():
            self.say(f"{chosen.finding.path} is not there any more")
        elif how.takes_terminal:
            with self.suspend():
                refused = hand_over(how.argv, self.root())
            self.say(refused)
        else:
            self.say(let_go(how.argv, self.root()))

    def action_fix(self) -> None:
        """Show the repair that runs or ran, or ask how to begin one."""
        if self.repair is None:
            self._ask_to_fix()
        else:
            self.push_screen(RepairPage(self.repair, self.root()), self._fix_again)

    def action_answer(self) -> None:
        """Ask the question of the incident that is chosen, or of the first."""
        name = self.query_one("#incidents", Rows).chosen
        if not isinstance(name, str):
            self.say("nothing waits for an answer")
            return
        try:
            question = api.incident(self.check.start, name).question
        except FerruleError as fault:
            self.say(str(fault))
            return
        if question is None:
            self.say(f"{name} asks nothing any more")
            self.look_for_incidents()
        else:
            self.push_screen(Asking(question), lambda words: self._answer(name, words))

    def look_for_incidents(self) -> None:
        """Look up what waits, on a thread: opening the database takes a moment."""
        thread.begin("incidents", self._look, self._show_bug)

    def say(self, words: str) -> None:
        """Show a few words for a moment; empty ones are none."""
        if words:
            self.notify(on_one_line(words, 300), markup=False)

    def later(self, deed: Callable[[], object]) -> None:
        """Do something on the screen's own thread, if there still is a screen."""
        if self.is_running:
            self.call_later(deed)

    def _ask_to_fix(self) -> None:
        items = [
            ("write", Content("repair, and write what compiles and passes its tests; `u` takes it back")),
            ("show", Content("only show the edits, write nothing")),
        ]
        self.push_screen(Choice("repair what the compiler reports?", items), self._fix)

    def _fix_again(self, again: str | None) -> None:
        if again:
            self._ask_to_fix()

    def _fix(self, how: str | None) -> None:
        if how is None:
            return
        request = FixRequest(
            self.check.start,
            selection=self.check.selection,
            dry_run=how == "show",
            jobs=self.check.jobs,
            trusted=self.check.trusted,
            command="watch: fix",
        )
        self.repair = Repair(request)
        self.push_screen(RepairPage(self.repair, self.root()), self._fix_again)

    def _answer(self, name: str, words: str | None) -> None:
        if words is None:
            return
        self.say(f"{name}: your answer is verified")
        thread.begin("answer", lambda: self._carry_out(name, words), self._show_bug)

    def _carry_out(self, name: str, words: str) -> None:
        try:
            done = api.answer(self.check.start, name, words, trusted=self.check.trusted)
        except (FerruleError, OSError) as fault:
            said = str(fault)
            self.later(lambda: self.say(said))
            return
        told = account(lambda console: print_answered(done, console), self.size.width - 8)
        self.later(lambda: self.push_screen(Page(f"{name}: {done.status}", told)))
        self._look()

    def _look(self) -> None:
        try:
            found = api.incidents(self.check.start)
        except (FerruleError, OSError):
            return
        waiting = tuple(one for one in found if one.stage is Stage.WAITING)
        self.later(lambda: self._show_waiting(waiting))

    def _show_bug(self, fault: Exception) -> None:
        trace = Content(thread.trace_of(fault))
        self.later(lambda: self.push_screen(Page("a bug of ferrule", trace)))

    def _show_waiting(self, found: tuple[Tracked, ...]) -> None:
        self.incidents = found
        self.show()
