"""Which boxes a task has: its gates, and what its mode, its agent and its text ask for (E02-E10)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ferrule.facts.task import Box, BoxStatus, Mode, Phase, Task

MEMO: Final = "memo"
ALONE: Final = "alone"
FILES: Final = "files"
LADDER: Final = "ladder"
HONEST: Final = "honest"
ARTEFACTS: Final = "artefacts"
DESIGN: Final = "design"
DEPENDENCIES: Final = "dependencies"
FINDINGS: Final = "findings"
TARGET: Final = "target"
LINT: Final = "lint"
COMMIT: Final = "commit"

OWN: Final[dict[str, tuple[Phase, str]]] = {
    MEMO: (Phase.BEFORE, "/memo: the plan file has the task under In Progress"),
    ALONE: (Phase.WORK, "nothing was committed by hand or pushed, and the branch is the same"),
    FILES: (Phase.WORK, "what changed is of this task alone"),
    LADDER: (Phase.WORK, "gates, settings and tools are those that were fixed before the first edit"),
    HONEST: (Phase.WORK, "no test, gate or source was weakened"),
    ARTEFACTS: (Phase.WORK, "tests and documentation came with the work"),
    DESIGN: (Phase.WORK, "failure model, partition behaviour and consistency level are stated"),
    DEPENDENCIES: (Phase.WORK, "each new dependency has its reason, alternative, licence and features"),
    FINDINGS: (Phase.WORK, "findings with file and line on performance, testing and distributed practice"),
    TARGET: (Phase.AFTER, "the stated time is reached"),
    LINT: (Phase.AFTER, "/lint: formatted, linted, no unused dependency"),
    COMMIT: (Phase.AFTER, "/commit: the files of this task, nothing pushed"),
}
"""The boxes that are no gates: where they belong, and what has to hold."""

_REVIEW: Final = (MEMO, ALONE, FILES, FINDINGS)
_WORK: Final = (MEMO, ALONE, FILES, LADDER, HONEST, ARTEFACTS, DESIGN, DEPENDENCIES)


def boxes_of(mode: Mode, gates: Sequence[str], *, has_target: bool) -> tuple[Box, ...]:
    """Give the boxes of a new task, all open: a review has no gates and no commit, since it changes nothing."""
    if mode is Mode.REVIEW:
        return tuple(map(_own, _REVIEW))
    after = (*((TARGET,) if has_target else ()), LINT)
    judged = (Box(gate, Phase.AFTER, f"ferrule check --only {gate}") for gate in gates)
    return (*map(_own, _WORK), *map(_own, after), *judged, _own(COMMIT))


def reopened(task: Task) -> Task:
    """Give the task with all boxes but the memo open again: what was ticked earlier counts for nothing."""
    boxes = (one if one.id == MEMO else Box(one.id, one.phase, one.command, one.source) for one in task.boxes)
    return replace(task, boxes=tuple(boxes))


def open_boxes(task: Task) -> tuple[Box, ...]:
    """Give what still stands in the way of the task's end."""
    return tuple(one for one in task.boxes if not one.holds)


def is_accepted(task: Task, gate: str, path: str | None) -> bool:
    """Tell whether the user lets a gate's findings in a file pass: `ferrule task accept clippy:src/old.rs`."""
    return path is not None and f"accept:{gate}:{path}" in task.answers


def exit_code(task: Task) -> int:
    """Give the exit code of a task: 4 when somebody is asked, 1 when a box failed, 3 when one is undecided (P48)."""
    statuses = {one.status for one in task.boxes}
    if BoxStatus.ASKS in statuses:
        return 4
    if BoxStatus.FAILED in statuses:
        return 1
    return 3 if BoxStatus.OPEN in statuses else 0


def _own(name: str) -> Box:
    phase, words = OWN[name]
    return Box(name, phase, words)
