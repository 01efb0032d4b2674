"""What an agent is told beside who it is: the task, where it works, what decides, what is open, and the rules."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.escalation.agents.command import QUESTION
from ferrule.facts.task import Box, BoxStatus, Mode, Phase, Task
from ferrule.process.redact import mask
from ferrule.store.logs import read_log

_ENDS: Final = {
    Mode.DEVELOP: "ends with tests and documentation, and a benchmark where a time is stated",
    Mode.REVIEW: "changes no file and ends with findings",
    Mode.OPTIMISE: "ends with the stated time reached, and figures before and after",
}
_LOG_CHARS: Final = 3000
_LOGS: Final = 5
_RULES: Final = (
    "Change files in this folder only. It is a clone: what you leave here is judged, and only a verified commit of it"
    " reaches the user.",
    "Do not commit, amend, stash, switch branches or push: ferrule makes the one commit itself, and nothing is pushed.",
    "Boxes are ticked by results. Saying that something is done ticks none; a weakened test or gate is found.",
    "`/memo` has been done; `/lint` and `/commit` are ferrule's. Leave them alone.",
)
_BY_HAND: Final = (
    "You are done when nothing that you know of stands in the way of the boxes: then end with exit code 0. Any other"
    " code means that you are not done.",
    f"What only the user can decide: print it on one line that begins with `{QUESTION}`, and end. You are set to work"
    " again with the answer.",
)
_BY_TOOLS: Final = (
    "Work with your tools alone. You are done when nothing that you know of stands in the way of the boxes: then answer"
    " with a short report and call no tool.",
    "What only the user can decide: call `escalate`. You are set to work again with the answer.",
)
_FINDINGS: Final = (
    "End with your findings, one a line: `performance: src/lib.rs:12: words`; the groups are `performance`, `testing`"
    " and `distributed practice`. For a group without one, a line says what you looked at: `testing: looked at ...`."
)


def prompt(task: Task, memo: tuple[str, ...], last: str, state: Path, *, by_tools: bool) -> str:
    """Give the text for one round.

    Args:
        task: as it was last judged.
        memo: what whoever works should know: the memo's own words, incidents, what worked before.
        last: how the round before ended, in words; empty for the first.
        state: the state folder of the clone, where the logs of its gates are.
        by_tools: the agent is a model with tools, and no program in a folder.
    """
    rules = (*_RULES, *(_BY_TOOLS if by_tools else _BY_HAND), *((_FINDINGS,) if task.mode is Mode.REVIEW else ()))
    parts = (
        f"# Task {task.id}\n\n{task.text}",
        f"Mode: {task.mode.value}; it {_ENDS[task.mode]}.",
        f"To be reached: {task.target}. Before: {task.before or 'not measured'}." if task.target else "",
        _section("Memo", "\n".join(memo)),
        _section("The user has said", "\n".join(_answers(task))),
        _section("What decides", "\n".join(map(_line, task.boxes))),
        _section("What came of the round before", last),
        _section("What is open", "\n\n".join(_open(task, state))),
        _section("Rules", "\n".join(f"- {rule}" for rule in rules)),
    )
    return mask("\n\n".join(filter(None, parts)))


def _section(title: str, words: str) -> str:
    return f"## {title}\n\n{words}" if words else ""


def _line(box: Box) -> str:
    return f"- [{'x' if box.phase is Phase.BEFORE and box.holds else ' '}] {box.id}: {box.command}"


def _answers(task: Task) -> Iterator[str]:
    for key, words in task.answers.items():
        asked = f"{task.box(key).command} -> " if task.has(key) else ""
        yield f"- {key}: {asked}{words}"


def _open(task: Task, state: Path) -> Iterator[str]:
    """Yield what was found of each box that does not hold, with the end of its log."""
    bad = [box for box in task.boxes if box.status in (BoxStatus.FAILED, BoxStatus.ASKS) or _undecided(box)]
    for number, box in enumerate(bad):
        reason = f" ({box.reason})" if box.reason else ""
        remedy = f"\n  remedy: {box.remedy}" if box.remedy else ""
        log = _log(box, state) if number < _LOGS else ""
        yield f"- {box.id}: {box.status.value}{reason}: {box.detail}{remedy}{log}"


def _undecided(box: Box) -> bool:
    return box.status is BoxStatus.OPEN and bool(box.reason)


def _log(box: Box, state: Path) -> str:
    text = read_log(state, box.evidence_sha256) if box.evidence_sha256 else None
    return f"\n```text\n{text.strip()[-_LOG_CHARS:]}\n```" if text else ""
