"""The story of `ferrule task hook`: a host asks before a tool runs and before an agent stops; the open task decides.

A hook asks and cannot force: where it is missing, too slow or switched off, the host goes on. What a task lets through
is decided by `ferrule task finish` alone, which trusts nothing that happened before.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Final

from ferrule.errors import FerruleError
from ferrule.facts.task import Task
from ferrule.flow.tasks.current import TaskAltered, open_task, tasks_of
from ferrule.store.tasks import FOLDER
from ferrule.tasks.hosts_hook import SILENCE, HookAnswer, HookEvent, HookQuestion, blocked, denied, read_question, told
from ferrule.tasks.locks import edit_refusal, finishes, stop_refusal, waits_for_user
from ferrule.workspace.find import find_root

_MOST_BLOCKS: Final = 3
"""In a row, for the same tree and the same boxes."""
_MOST_KEPT: Final = 64
_STATE: Final = ".ferrule"


def answer_hook(text: str, start: Path) -> HookAnswer:
    """Give what a hook of Claude Code prints, and its exit code; without an open task: nothing, and 0 (E08, E09).

    `text` is what the host hands to the hook as JSON. The task is looked for in the workspace of `start`, then in that
    of the folder where the host stands, and of the file that it would write. Never raises a foreseen failure: where the
    rule cannot be asked, command lines are judged as if a task were open, and everything else goes on.
    """
    asked = read_question(text)
    if asked.event is HookEvent.OTHER:
        return SILENCE
    doubt = ""
    for root in _roots(asked, start):
        try:
            task = open_task(root)
        except FerruleError as failure:
            is_ours = isinstance(failure, TaskAltered) or _has_tasks(root)
            doubt = doubt or (str(failure) if is_ours else "")
            continue
        if task is not None:
            return _answered(asked, task, root)
    return _in_doubt(asked, doubt) if doubt else SILENCE


def _answered(asked: HookQuestion, task: Task, root: Path) -> HookAnswer:
    if asked.runs:
        return _command_answer(asked)
    if asked.edits:
        reason = edit_refusal(task, _place(asked, root))
        return denied(reason) if reason else SILENCE
    return _stop_answer(asked, task, root) if asked.stops else SILENCE


def _command_answer(asked: HookQuestion, note: str = "") -> HookAnswer:
    from ferrule.tasks.shell_words import forbidden

    if asked.command is None:
        return denied(f"{note}the command line cannot be read.")
    reason = forbidden(asked.command)
    return denied(f"{note}{reason}") if reason else SILENCE


def _in_doubt(asked: HookQuestion, doubt: str) -> HookAnswer:
    """Answer where a task may be open and nobody can tell: no push and no commit; all else goes on."""
    words = f"a task may be open here: {doubt}"
    if asked.runs:
        return _command_answer(asked, f"{words}. ")
    return told(words) if asked.stops else SILENCE


def _stop_answer(asked: HookQuestion, task: Task, root: Path) -> HookAnswer:
    """Keep an agent at work, but never in a circle: where nothing changes, it may stop, and the user is told."""
    if asked.event is HookEvent.SUBAGENT_STOP and not finishes(task, asked.agent):
        return SILENCE
    if questions := waits_for_user(task):
        return told(f"{task.id} waits for your answer: {questions}")
    try:
        blocks = _counted(asked, task, root)
    except FerruleError as failure:
        return told(f"{task.id} stays open; whether its agent goes in a circle cannot be counted: {failure}")
    if blocks <= _MOST_BLOCKS:
        return blocked(stop_refusal(task))
    return told(f"{task.id} stays open: nothing changed while its agent was sent back {_MOST_BLOCKS} times.")


def _counted(asked: HookQuestion, task: Task, root: Path) -> int:
    """Give which time in a row this agent wants to stop with nothing changed; a new turn of the talk begins anew."""
    kept = tasks_of(root)
    place, key = kept.room(task.id) / "stops.json", _situation(asked, task, root)
    counts = kept.seal.read(place, dict[str, int]) or {}
    before = counts.pop(key, 0)
    now = 1 if before > _MOST_BLOCKS and not asked.is_repeated else before + 1
    kept.seal.write(place, dict([*counts.items(), (key, now)][-_MOST_KEPT:]))
    return now


def _situation(asked: HookQuestion, task: Task, root: Path) -> str:
    """Give a digest of who wants to stop, of the tree as it is, and of what was last known of the boxes."""
    from ferrule.workspace.tree_state import origin_of

    try:
        tree = origin_of(root)
        files = [tree.head, *(f"{path} {digest}" for path, digest in sorted(tree.dirty.items()))]
    except FerruleError as failure:
        files = [str(failure)]
    boxes = [f"{one.id} {one.status.value} {one.detail}" for one in task.boxes]
    parts = (asked.event.value, asked.session, asked.agent_id, task.state.value, *boxes, *files)
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


def _roots(asked: HookQuestion, start: Path) -> Iterable[Path]:
    """Give the workspaces that may be meant, each once; where a manifest is broken, the folders with state above it."""
    places = [start, *([Path(asked.cwd)] if asked.cwd else [])]
    if asked.path:
        places.append((Path(asked.cwd or start) / asked.path).parent)
    found: dict[Path, None] = {}
    for place in places:
        try:
            found[find_root(place)] = None
        except FerruleError:
            whole = place.absolute()
            found.update(dict.fromkeys(one for one in (whole, *whole.parents) if _has_tasks(one)))
    return found


def _has_tasks(root: Path) -> bool:
    try:
        return any(path.suffix == ".json" for path in (root / _STATE / FOLDER).iterdir())
    except OSError:
        return False


def _place(asked: HookQuestion, root: Path) -> PurePath | None:
    """Give the file from the root on, with all links on its way followed; None when it lies elsewhere."""
    top = root.resolve()
    try:
        whole = (Path(asked.cwd or root) / asked.path).resolve()
    except (OSError, RuntimeError):  # RuntimeError: links in a circle
        return None
    return whole.relative_to(top) if whole.is_relative_to(top) else None
