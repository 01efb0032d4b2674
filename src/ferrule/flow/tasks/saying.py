"""What is said about a task between its steps: answers, acceptances, and that it is given up."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ferrule.config.fault import nearest
from ferrule.errors import FerruleError, WrongUse
from ferrule.facts.task import Mode, Task, TaskState
from ferrule.flow.tasks.bound import bound
from ferrule.flow.tasks.current import chosen, tasks_of
from ferrule.flow.tasks.memo import put_back
from ferrule.workspace.find import find_root

KEYS: Final = ("failure-model", "partition-behaviour", "consistency-level", "no-tests", "no-benchmark", "question")
"""What may be answered by name; `dependency:CRATE` beside them."""
_DEPENDENCY: Final = re.compile(r"dependency:[A-Za-z0-9_-]+(:(reason|alternative|licence|features))?")
_LONGEST: Final = 2000


def answer(start: Path, wanted: str | None, key: str, words: str) -> Task:
    """Keep an answer with the task; it counts at the next finish.

    Raises:
        WrongUse: for a key that nothing asks for, an empty answer, or a task that is over.
        TaskUnknown, TaskAltered: as `chosen` does.
    """
    if key not in KEYS and not _DEPENDENCY.fullmatch(key):
        raise WrongUse(f"{key}: nothing asks for it{nearest(key, KEYS)}; or `dependency:CRATE`")
    return _said(start, wanted, key, words)


def accept(start: Path, wanted: str | None, key: str, reason: str) -> Task:
    """Let one finding pass, with a reason that goes into the commit's message.

    Hooks and a repository's instructions pass as they are now: another text is asked about again.

    Raises:
        WrongUse: without a reason, or for a task that is over.
        TaskUnknown, TaskAltered: as `chosen` does.
    """
    root = find_root(start)
    tree = Path(chosen(root, wanted).tree or root)
    return _said(start, wanted, f"accept:{bound(tree, key.removeprefix('accept:'))}", reason)


def abandon(start: Path, wanted: str | None, reason: str) -> str:
    """Give a task up and give its id; files stay as they are, and the plan file has it under Planned again.

    A record that is not as ferrule wrote it is removed.

    Raises:
        WrongUse: when it is over already.
        TaskUnknown, TaskAltered: as `chosen` does.
    """
    root = find_root(start)
    tasks = tasks_of(root)
    if wanted is not None and wanted in tasks.altered():
        tasks.forget_altered(wanted)
        return wanted

    def given_up(task: Task) -> Task:
        said = reason
        if not task.tree and task.plan_file and (root / task.plan_file).is_file() and task.mode is not Mode.REVIEW:
            try:
                put_back(root, task)
            except FerruleError as fault:  # a plan file that cannot be kept must not keep the task open
                said = "; ".join(filter(None, (reason, f"the plan file was left: {fault}")))
        return task.then(datetime.now(UTC), "abandoned", said, TaskState.ABANDONED)

    return _moved(root, wanted, given_up).id


def _said(start: Path, wanted: str | None, key: str, words: str) -> Task:
    text = " ".join(words.encode("utf-8", "replace").decode().split())[:_LONGEST]
    if not text:
        raise WrongUse(f"{key}: an empty answer says nothing")

    def told(task: Task) -> Task:
        kept = replace(task, answers={**task.answers, key: text})
        return kept.then(datetime.now(UTC), "accepted" if key.startswith("accept:") else "answered", f"{key}: {text}")

    return _moved(find_root(start), wanted, told)


def _moved(root: Path, wanted: str | None, step: Callable[[Task], Task]) -> Task:
    tasks = tasks_of(root)
    meant = chosen(root, wanted)
    with tasks.alone(meant.id if meant.tree else ""):
        task = chosen(root, meant.id)
        if task.is_over:
            raise WrongUse(f"{task.id} is {task.state.value} already")
        task = step(task)
        tasks.keep(task)
        return task
