"""Acceptances of what has a text: they hold for the text that was read, and for no later one (E07-E10)."""

import hashlib
import re
from pathlib import Path
from typing import Final

from ferrule.facts.task import Task
from ferrule.flow.tasks.memo_text import memo_text
from ferrule.flow.tasks.own_way import own_text
from ferrule.flow.tasks.surroundings import HOOKS, hooks
from ferrule.tasks.boxes import COMMIT, LINT, MEMO

_HOOKS_KEY: Final = f"ladder:{HOOKS}"
_DIGITS: Final = 12
_MARK: Final = re.compile(rf"@[0-9a-f]{{{_DIGITS}}}\Z")


def bound(root: Path, key: str) -> str:
    """Give a key with a digest of what it is about as it lies in this tree now; others as they are."""
    if key == _HOOKS_KEY:
        return f"{key}@{hooks(root)[:_DIGITS]}"
    if key == MEMO:
        return f"{key}@{_digest(memo_text(root).text)}"
    if key in {LINT, COMMIT}:
        return f"{key}@{_digest(own_text(root, key)[1])}"
    return key


def unbound(key: str) -> str:
    """Give a key as the user wrote it."""
    return _MARK.sub("", key)


def is_let_pass(root: Path, task: Task, key: str) -> bool:
    """Tell whether the user lets this pass as it lies in this tree now."""
    return f"accept:{bound(root, key)}" in task.answers


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
