"""Tasks as tests need them."""

from datetime import UTC, datetime
from typing import Any

from ferrule.facts.task import Ladder, Mode, Origin, Task, TaskState
from ferrule.tasks.boxes import boxes_of

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
GATES = ("fmt", "check")


def task_of(text: str = "count the wheels", **more: Any) -> Task:
    """Give a task that was begun and is being worked on."""
    given = {
        "id": "T-0000000a",
        "text": text,
        "mode": Mode.DEVELOP,
        "state": TaskState.WORKING,
        "begun": NOW,
        "changed": NOW,
        "origin": Origin("a" * 40, "main"),
        "ladder": Ladder("quick", GATES),
        "boxes": boxes_of(Mode.DEVELOP, GATES, has_target=False),
    }
    return Task(**{**given, **more})
