"""Cleaning spares what tasks stand on."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.errors import WrongUse
from ferrule.facts.task import Round, TaskState
from ferrule.store.cleaning import clean, wipe
from ferrule.store.logs import keep_log
from ferrule.store.tasks import open_tasks
from tasks.samples import task_of


def test_logs_of_tasks_stay(folder: Path) -> None:
    """What decided a task's boxes, and what an agent said, is kept as long as the task is."""
    needed, spoken, other = (keep_log(folder, text) for text in ("gate", "agent", "other"))
    boxes = (replace(task_of().boxes[0], evidence_sha256=needed.sha256),)
    rounds = (Round("agent", "exit code 0", 1.0, transcript_sha256=spoken.sha256),)
    open_tasks(folder).keep(task_of(boxes=boxes, rounds=rounds))
    for log in (needed, spoken, other):
        os.utime(log.path, (0, 0))

    clean(folder, 0)

    assert [True, True, False] == [log.path.exists() for log in (needed, spoken, other)]


def test_open_tasks_keep_all(folder: Path) -> None:
    """Nothing is wiped while a task is open, or the record of one was changed."""
    open_tasks(folder).keep(task_of())
    with pytest.raises(WrongUse, match="T-0000000a"):
        wipe(folder)
    open_tasks(folder).keep(task_of(state=TaskState.ABANDONED))

    wipe(folder)

    assert list(folder.iterdir()) == []
