"""What became of a user's answer, for people and for machines: `ferrule.answer/1`."""

from typing import Final

from rich.console import Console
from rich.syntax import Syntax
from rich.text import Text

from ferrule.facts.incidents import Answered
from ferrule.report.escape import for_terminal, on_one_line
from ferrule.report.question import question_block, question_object

SCHEMA: Final = "ferrule.answer/1"


def answered_object(done: Answered) -> dict[str, object]:
    """Give the outcome as the object of the contract."""
    return {
        "schema": SCHEMA,
        "incident": done.incident,
        "key": done.key,
        "status": done.status,
        "applied": done.applied,
        "words": done.words,
        "edits": [{"path": edit.path, "diff": edit.diff} for edit in done.edits],
        "run_id": done.run_id,
        "question": question_object(done.question) if done.question else None,
    }


def print_answered(done: Answered, console: Console) -> None:
    """Print the outcome, what was written, and the next question where there is one."""
    style = "green" if done.status in {"resolved", "abandoned"} else "yellow"
    for edit in done.edits:
        console.print(Syntax(for_terminal(edit.diff), "diff", theme="ansi_dark", background_color="default"))
    text = Text.assemble((f"{done.incident} ", "bold"), (done.status, style), f": {on_one_line(done.words, 400)}")
    if done.run_id:
        text.append(f" · run {done.run_id}")
    console.print(text, highlight=False, soft_wrap=True)
    if done.question:
        console.print(question_block(done.question), highlight=False, soft_wrap=True)
