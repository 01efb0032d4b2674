"""The stated time of a task: measured before the first edit, and at the end (E02, P37)."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ferrule.facts.fix import FixRequest, Testing
from ferrule.facts.target import Measured, target_of
from ferrule.facts.task import Box, BoxStatus, Mode, Task
from ferrule.flow.prepared import prepared
from ferrule.repair.verify.ground import Terms, ground
from ferrule.repair.verify.measured import measured
from ferrule.store.owners import unmake
from ferrule.tasks.boxes import TARGET

_TIME = re.compile(r"takes (\S+ \S+),")


def measured_before(root: Path, words: str, tell: Callable[[str], None], *, trusted: bool) -> str:
    """Give in one line what the target's command takes now, or why that is not known.

    Raises:
        FerruleError: for an untrusted or unreadable workspace, or no toolchain.
    """
    return _measured(root, words, tell, trusted=trusted).words


def reached(root: Path, task: Task, tell: Callable[[str], None], *, trusted: bool) -> Box:
    """Give the box of the target, with the figures before and after.

    Raises:
        FerruleError: for an untrusted or unreadable workspace, or no toolchain.
    """
    box = task.box(TARGET)
    found = _measured(root, task.target, tell, trusted=trusted)
    detail = f"{found.words}; before: {task.before.removeprefix('target ') or 'not measured'}"
    box = replace(box, command=found.target.command, detail=detail)
    if found.figure is None:
        return replace(box, status=BoxStatus.OPEN, reason="tool-error")
    if found.is_missed:
        return replace(box, status=BoxStatus.FAILED)
    unknown = task.mode is Mode.OPTIMISE and not _TIME.search(task.before)
    if unknown:
        return replace(box, status=BoxStatus.OPEN, reason="nothing-seen", remedy="begin on a tree that compiles")
    return replace(box, status=BoxStatus.PASSED)


def _measured(root: Path, words: str, tell: Callable[[str], None], *, trusted: bool) -> Measured:
    target = target_of(words)
    request = FixRequest(root, tests=Testing.NONE, dry_run=True, trusted=trusted, command="task")
    here = prepared(request, tell)
    tell(f"measuring: {target.command}")
    try:
        terms = Terms(here.limits.test_timeout_s, request.selection, here.jobs)
        with ground(here.workspace, here.place.folder, here.scratch, terms) as place:
            return measured(place, {}, target)
    finally:
        unmake(here.scratch)
