"""One round of an agent: what it is told, where it works, what is kept of it."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ferrule.errors import StoreBroken
from ferrule.escalation.agents import command, model
from ferrule.escalation.agents.model import Spent
from ferrule.escalation.agents.tools import Toolbox
from ferrule.escalation.agents.turn import Commission, Turn
from ferrule.facts.definition import Definition
from ferrule.facts.responders import CommandSettings, ResponderSettings
from ferrule.facts.task import Mode, Round, Task, TaskState
from ferrule.flow.tasks.running.clone import BUILT, modules, top_of
from ferrule.flow.tasks.running.deeds import checked, fixed
from ferrule.flow.tasks.running.prompt import prompt
from ferrule.store.logs import keep_log
from ferrule.store.place import state_folder
from ferrule.store.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works for whom."""

    home: Path
    """The root of the workspace where the user works."""
    tasks: Tasks
    agent: Definition
    responder: ResponderSettings
    trusted: bool
    """The user vouches for the workspace this once."""
    memo: tuple[str, ...] = ()
    """What whoever works should know."""
    tell: Callable[[str], None] = lambda _: None


def set_to_work(desk: Desk, task: Task, last: str, limit_s: float) -> tuple[Turn, Round]:
    """Let the agent work for one round; gives what came of it, and what is kept of it.

    Args:
        desk: who works.
        task: as it was last judged.
        last: how the round before ended, in words.
        limit_s: for this round, where the responder's own limit is not shorter.

    Raises:
        AgentMissing, NotShown, ModelsMissing: when the agent cannot be set to work at all.
        WrongUse: when git does not read the clone.
    """
    given = _commission(desk, task, last, limit_s)
    state = given.root / ".ferrule"
    before = state.stat().st_ino
    if isinstance(desk.responder, CommandSettings):
        turn, asked_model = command.work(desk.responder, given), ""
    else:
        spent = _spent(task)
        turn, asked_model = model.work(desk.responder, given, _tools(desk, task), spent), desk.responder.model
    _restore(given.root, before)
    kept = Round(
        responder=desk.responder.name,
        ended=turn.ended,
        seconds=round(turn.seconds, 3),
        is_done=turn.is_done,
        alias=desk.agent.model,
        model=asked_model,
        requests=turn.requests,
        tokens_in=turn.tokens_in,
        tokens_out=turn.tokens_out,
        cost=turn.cost,
        transcript_sha256=_kept(desk.tasks.folder, turn.transcript),
    )
    return turn, kept


def _commission(desk: Desk, task: Task, last: str, limit_s: float) -> Commission:
    root, top = Path(task.tree), top_of(task)
    state = state_folder(root).folder
    by_tools = not isinstance(desk.responder, CommandSettings)
    return Commission(
        persona=desk.agent.body,
        text=prompt(task, desk.memo, last, state, by_tools=by_tools),
        top=top,
        root=root,
        built=desk.tasks.room(task.id) / BUILT,
        may_write=task.mode is not Mode.REVIEW,
        timeout_s=limit_s,
        locked=(top / ".git", *(top / name for name in modules(top) if (top / name / ".git").exists())),
    )


def _tools(desk: Desk, task: Task) -> Toolbox:
    def may_write() -> bool:
        now = desk.tasks.one(task.id)
        return now is not None and now.state is TaskState.WORKING and now.mode is not Mode.REVIEW

    return Toolbox(
        Path(task.tree),
        may_write,
        lambda: checked(desk.home, task, trusted=desk.trusted),
        lambda: fixed(desk.home, task, trusted=desk.trusted),
    )


def _spent(task: Task) -> Spent:
    rounds = task.rounds
    tokens = sum(one.tokens_in + one.tokens_out for one in rounds)
    return Spent(tokens, sum(one.requests for one in rounds), sum(one.cost for one in rounds))


def _restore(root: Path, before: int) -> None:
    """Throw away what an agent may have put in the place of ferrule's own folder, which it cannot see into."""
    state = root / ".ferrule"
    try:
        if not state.is_symlink() and state.stat().st_ino == before:
            return
    except OSError:
        return  # gone with the folder around it; the judging says so
    if state.is_dir() and not state.is_symlink():
        shutil.rmtree(state, ignore_errors=True)
    elif os.path.lexists(state):
        state.unlink()


def _kept(folder: Path, text: str) -> str | None:
    try:
        return keep_log(folder, text).sha256
    except StoreBroken:
        return None
