"""`/memo` as a phase: the plan file has the task under In Progress, or there is no work (E07)."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ferrule.errors import FerruleError
from ferrule.facts.task import Box, BoxStatus, Phase, Task
from ferrule.flow.tasks.bound import is_let_pass
from ferrule.flow.tasks.memo_text import LARGEST, MemoText, memo_text
from ferrule.flow.tasks.plan_keeping import Kept, keep, plan_file
from ferrule.flow.tasks.substituted import substituted
from ferrule.report.escape import on_one_line
from ferrule.tasks.boxes import MEMO
from ferrule.tasks.instructions import Demand, demands
from ferrule.tasks.lines import LineKind, classified
from ferrule.tasks.plan_entry import Entry
from ferrule.tasks.plan_file import counts, is_in_progress, with_begun, with_completed, with_planned

_SHOWN: Final = 8
_LONGEST: Final = 200


def memo(root: Path, task: Task, tell: Callable[[str], None], *, trusted: bool) -> Box:
    """Give the box of the memo, passed only when the file on disk has the task under In Progress.

    A memo of the repository's own that asks for what ferrule does not do is shown and asked about; none of it is run,
    not even when it is accepted.
    """
    began = time.monotonic()
    words = memo_text(root)
    box = Box(MEMO, Phase.BEFORE, "/memo", words.source)
    asked = _asked(words)
    if asked and not is_let_pass(root, task, MEMO):
        return _asking(box, words, asked)
    ran = substituted(root, words.text, tell, trusted=trusted) if words.source else ()
    box = _written(root, task, box, tell, (*words.notes, *_left_out(asked), *ran))
    return replace(box, seconds=time.monotonic() - began)


def told(root: Path) -> str:
    """Give the words of `/memo` for whoever works, without their front matter; no substitution is made in them."""
    lines = classified(memo_text(root).text.removeprefix("\ufeff")).all
    return "".join(line.whole for line in lines if line.kind is not LineKind.FRONT).lstrip("\r\n")


def complete(root: Path, task: Task, note: str) -> Kept:
    """Put the task under Completed, with today's date (UTC) and a note.

    Raises:
        BadPlanFile, NotWritable, SourceChanged, StoreBroken: as `keep` does.
    """
    today = datetime.now(UTC).date()
    return _moved(root, task, lambda text, entry: with_completed(text, entry, today, note))


def put_back(root: Path, task: Task) -> Kept:
    """Put a task that is given up under Planned again; raises as `complete` does."""
    return _moved(root, task, with_planned)


def resume(root: Path, task: Task) -> Kept:
    """Put a task that was not committed after all under In Progress again; raises as `complete` does."""
    return _moved(root, task, with_begun)


def _asked(words: MemoText) -> tuple[Demand, ...]:
    """Give what the repository's own memo asks for that ferrule does not do; its own asks for nothing."""
    if not words.source:
        return ()
    cut = (Demand(words.text.count("\n") + 1, f"longer than {LARGEST} bytes", "was not read to its end"),)
    return (*demands(words.text), *(cut if words.is_cut else ()))


def _asking(box: Box, words: MemoText, asked: Sequence[Demand]) -> Box:
    detail = "; ".join((f"{words.source} asks for what ferrule does not do: {_listed(asked)}", *words.notes))
    remedy = f"read it; then `ferrule task accept {MEMO} --reason TEXT` and `ferrule task begin` again, or mend it"
    return replace(box, status=BoxStatus.ASKS, detail=detail, remedy=remedy)


def _left_out(asked: Sequence[Demand]) -> tuple[str, ...]:
    return (f"accepted, and not done by ferrule: {_listed(asked)}",) if asked else ()


def _listed(asked: Sequence[Demand]) -> str:
    more = (f"and {len(asked) - _SHOWN} more",) if len(asked) > _SHOWN else ()
    return ", ".join((*(f"line {one.line} {one.why} ({one.words})" for one in asked[:_SHOWN]), *more))


def _written(root: Path, task: Task, box: Box, tell: Callable[[str], None], notes: tuple[str, ...]) -> Box:
    """Give the box after the plan file was written and read back."""
    try:
        kept = _moved(root, task, with_begun, tell)
    except FerruleError as fault:
        detail = "; ".join((on_one_line(str(fault), _LONGEST), *notes))
        return replace(box, status=BoxStatus.FAILED, reason="tool-error", detail=detail, remedy=fault.hint)
    held = is_in_progress(kept.text, _entry(task))
    numbers = ", ".join(f"{number} {section.value}" for section, number in counts(kept.text).items())
    ignored = ("git ignores it: it will be in no commit",) if kept.is_ignored else ()
    said = f"{kept.path}{' (new)' if kept.is_new else ''}: {numbers}"
    status = BoxStatus.PASSED if held else BoxStatus.FAILED
    return replace(box, status=status, detail="; ".join((said, *ignored, *notes)), evidence_sha256=kept.sha256)


def _moved(
    root: Path, task: Task, change: Callable[[str, Entry], str], tell: Callable[[str], None] = lambda _: None
) -> Kept:
    entry = _entry(task)
    return keep(root, plan_file(root, task), lambda text: change(text, entry), tell)


def _entry(task: Task) -> Entry:
    return Entry(task.id, task.text)
