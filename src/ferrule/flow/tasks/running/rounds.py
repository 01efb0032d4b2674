"""The story of `ferrule task run`: a clone, an agent at work in it, the judging of what it left; until it is done."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ferrule.config.user import read_user_settings
from ferrule.errors import FerruleError, StoreBroken, ToolMissing, WrongUse
from ferrule.escalation.agents.command import check_command
from ferrule.escalation.agents.model import check_model
from ferrule.facts.definition import Definition, Kind
from ferrule.facts.progress import Progress
from ferrule.facts.responders import CommandSettings
from ferrule.facts.task import BoxStatus, Mode, Task, TaskState
from ferrule.facts.task_request import FinishRequest, RunRequest, TaskReport
from ferrule.flow.definitions import chosen as definition
from ferrule.flow.tasks.briefing import briefing
from ferrule.flow.tasks.current import chosen
from ferrule.flow.tasks.finish import Finishing, finish_it
from ferrule.flow.tasks.memo import told
from ferrule.flow.tasks.running.apart import QUESTION, asked
from ferrule.flow.tasks.running.clone import swept
from ferrule.flow.tasks.running.setting_to_work import Desk, set_to_work
from ferrule.flow.tasks.running.starting import started
from ferrule.flow.tasks.running.whom import responder_of
from ferrule.store.place import state_folder
from ferrule.store.tasks import open_tasks
from ferrule.tasks.boxes import MEMO
from ferrule.tasks.review import read_review
from ferrule.workspace.find import find_root

_FINDINGS: Final = "findings.txt"
_SHORTEST_S: Final = 0.5
_ASKS: Final = 4


@dataclass(slots=True)
class _Running:
    """One run on its way."""

    desk: Desk
    request: RunRequest
    task: Task
    tell: Callable[[str], None]
    notify: Callable[[Progress], None]
    notes: tuple[str, ...] = ()
    last: str = ""
    """How the round before ended; empty before the first."""
    worked_s: float = field(default=0.0)

    def keep(self, what: str, detail: str = "") -> None:
        """Write a step down; the work goes on after it."""
        self.task = self.task.then(datetime.now(UTC), what, detail, TaskState.WORKING)
        self.desk.tasks.keep(self.task)


def run(
    request: RunRequest,
    tell: Callable[[str], None] = lambda _: None,
    notify: Callable[[Progress], None] = lambda _: None,
) -> TaskReport:
    """Let an agent do a task in a clone, until every box holds and its commit comes over, or its limits are reached.

    After each round what it left is judged as `finish` does, and what is open is what it is told next. A box that asks
    the user ends the run with exit code 4 and keeps the clone: `task answer` or `task accept`, then the run is resumed.
    Exit code 1: rounds, time or a limit of the responder are used up; the clone is kept, too. Other tasks go on.

    Raises:
        WrongUse: without a text or an agent, or for a task that no agent has begun.
        NoResponder, UnknownModel: when it is not known who does the work.
        AgentMissing, NotShown, ModelsMissing: when who does it cannot be set to work.
        NoHistory, NotCloned: when there is nothing to clone.
        Untrusted: for a workspace whose settings name programs, and nobody trusts it.
        FerruleError: as `begin` and `finish` do.
    """
    home = find_root(request.begin.start)
    tasks = open_tasks(state_folder(home).folder)
    swept(tasks)
    resumed = chosen(home, request.resume) if request.resume else None
    if resumed is not None and not resumed.tree:
        raise WrongUse(f"{resumed.id}: no agent was set to it: `ferrule task finish`")
    agent = _agent(home, resumed.agent if resumed else request.begin.agent)
    earlier = resumed.rounds[-1].responder if resumed and resumed.rounds else ""
    responder = responder_of(agent, request.responder or earlier, read_user_settings())
    check_command(responder) if isinstance(responder, CommandSettings) else check_model(responder)
    desk = Desk(home, tasks, agent, responder, request.begin.trusted, tell=tell)
    task_id = resumed.id if resumed else f"T-{secrets.token_hex(4)}"
    with tasks.alone(task_id):
        report = started(desk, request.begin, task_id)
        story = _Running(desk, request, report.task, tell, notify, report.notes)
        return report if not report.task.box(MEMO).holds else _ran(story)


def _agent(home: Path, name: str) -> Definition:
    if not name:
        raise WrongUse("no agent is named: `ferrule task run --agent engineer TEXT`")
    agent = definition(home, f"@{name.removeprefix('@')}")
    if agent.kind is not Kind.AGENT:
        raise WrongUse(f"{name}: is a {agent.kind.value}, not an agent")
    return agent


def _ran(story: _Running) -> TaskReport:
    """Go on where the task stands: with an answer, with the judging of what was said to be done, or with a round."""
    task = story.task
    if task.has(QUESTION) and task.box(QUESTION).status is BoxStatus.ASKS and QUESTION not in task.answers:
        return TaskReport(task, _ASKS, story.notes)
    if (task.rounds and task.rounds[-1].is_done) or task.state is TaskState.COMMIT:
        report = _judged(story, "")
        if report is not None:
            return report
    memo = (told(story.desk.home), *briefing(story.desk.home, task.text))
    story.desk = replace(story.desk, memo=memo)
    return _rounds(story)


def _rounds(story: _Running) -> TaskReport:
    for number in range(1, story.request.rounds + 1):
        left_s = story.request.budget_s - story.worked_s
        if left_s < _SHORTEST_S:
            return _over(story, f"{story.request.budget_s:g} s are used up")
        story.keep("round", f"{len(story.task.rounds) + 1}: {story.desk.responder.name}")
        story.tell(f"{story.task.id}: round {number} of {story.request.rounds}: {story.desk.responder.name} is at work")
        turn, kept = set_to_work(story.desk, story.task, story.last, left_s)
        story.worked_s += turn.seconds
        story.task = replace(story.task, rounds=(*story.task.rounds, kept))
        story.keep("worked", turn.ended)
        if turn.question:
            story.task = asked(story.task, turn.question)
            story.keep("asked", turn.question)
            return TaskReport(story.task, _ASKS, story.notes)
        if turn.is_hopeless:
            return _over(story, f"{story.desk.responder.name}: {turn.ended}")
        if not turn.is_done:
            story.last = f"It ended early, and was not judged: {turn.ended}\n\n{turn.said}".rstrip()
            continue
        report = _judged(story, turn.said)
        if report is not None:
            return report
    return _over(story, f"{story.request.rounds} rounds are used up")


def _judged(story: _Running, said: str) -> TaskReport | None:
    """Judge what the agent left; gives the report that ends the run, None when it has to go on."""
    desk, task = story.desk, story.task
    findings = _findings(desk, task, said) if task.mode is Mode.REVIEW else None
    request = FinishRequest(desk.home, task.id, findings=findings, trusted=desk.trusted)
    try:
        report = finish_it(Finishing(desk.home, desk.tasks, task, request, story.tell, story.notify, story.notes))
    except (StoreBroken, ToolMissing):
        raise
    except FerruleError as fault:
        story.task = desk.tasks.one(task.id) or task
        if story.task.commit:
            raise
        story.keep("not judged", str(fault))
        story.last = f"It could not be judged: {fault}"
        return None
    story.task = report.task
    if report.task.is_over or report.exit_code == _ASKS:
        return report
    story.last = "It was judged, and the boxes below do not hold."
    return None


def _findings(desk: Desk, task: Task, said: str) -> Path:
    """Write down what a review found where `finish` reads it; what else the agent said is left out."""
    path = desk.tasks.room(task.id) / _FINDINGS
    if said or not path.exists():
        path.write_text("".join(f"{line}\n" for line in said.split("\n") if _is_finding(line)), encoding="utf-8")
    return path


def _is_finding(line: str) -> bool:
    review = read_review(line)
    return bool(review.findings or review.looked_at) and not review.unread


def _over(story: _Running, why: str) -> TaskReport:
    story.keep("given up", why)
    kept = f"{why}; what was done stays in {story.task.tree}"
    more = f"`ferrule task run --resume {story.task.id}` goes on, `ferrule task abandon {story.task.id}` ends it"
    return TaskReport(story.task, 1, (*story.notes, kept, more))
