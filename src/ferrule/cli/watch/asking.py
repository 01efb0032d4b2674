"""Answering an incident: its question, its options, and room for one's own words. Nothing is chosen beforehand."""

from typing import ClassVar

from rich.console import Console
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from ferrule.cli.watch.accounts import account
from ferrule.cli.watch.lists import Item, Rows
from ferrule.cli.watch.pages import Reading
from ferrule.facts.packet import Question
from ferrule.report.escape import on_one_line
from ferrule.report.question import question_block

_ABORT = "abort"
_WORDS = "words"


class Asking(ModalScreen[str | None]):
    """A question; gives the letter of an option, `abort` or words of the user's own, None when it is left open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave it open", priority=True)]

    def __init__(self, question: Question) -> None:
        """Make the page of a question."""
        super().__init__()
        self._question = question
        self._keys = [*(option.key for option in question.options), _ABORT, _WORDS]

    def compose(self) -> ComposeResult:
        """Give the question, and below it what may be chosen."""
        with Vertical(classes="page") as frame:
            frame.border_title = on_one_line(self._question.incident, 40)
            frame.border_subtitle = "enter answers · tab changes side · esc leaves it open"
            with Reading(id="question"):
                yield Static(markup=False)
            yield Rows("answers")
            words = Input(placeholder="what should be done, in your own words", id="words")
            words.display = False
            yield words

    def on_mount(self) -> None:
        """Fill in what is asked; no answer is highlighted until somebody moves to one."""
        block = question_block(self._question)
        width = max(self.query_one("#question").size.width or self.size.width - 8, 20)
        self.query_one(Static).update(account(lambda console: self._write(console, block), width))
        rows = self.query_one("#answers", Rows)
        rows.show_rows([Item(key, self._label(key)) for key in self._keys])
        rows.highlighted = None
        rows.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer, or ask for words."""
        key = self._keys[event.option_index]
        if key != _WORDS:
            self.dismiss(key)
            return
        words = self.query_one(Input)
        words.display = True
        words.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the user's own words; a single letter would be an option."""
        said = event.value.strip()
        if len(said) > 1:
            self.dismiss(said)

    def action_leave(self) -> None:
        """Leave the question as it is."""
        self.dismiss(None)

    @staticmethod
    def _write(console: Console, block: object) -> None:
        console.print(block, highlight=False, soft_wrap=True)

    def _label(self, key: str) -> Content:
        option = next((one for one in self._question.options if one.key == key), None)
        if option is not None:
            words = (on_one_line(option.summary, 200), "")
            return Content.assemble((f"{key}  ", "bold"), words, (f"  {option.proof.value}", "$foreground 55%"))
        said = self._question.abort if key == _ABORT else "say in your own words what should be done"
        return Content.assemble((f"{key}  ", "bold"), (on_one_line(said, 200), "$foreground 55%"))
