"""The life of a task: from its memo to its commit, and what is known of each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class Mode(StrEnum):
    """What a task is for (E02)."""

    DEVELOP = "develop"
    """Ends with tests and documentation, and a benchmark where a target is stated."""
    REVIEW = "review"
    """Changes nothing and ends with findings."""
    OPTIMISE = "optimise"
    """Needs a stated target, and ends with figures before and after."""


class TaskState(StrEnum):
    """Where a task stands; the order is the order of its life."""

    PREPARED = "prepared"
    """Its ladder and its origin are written down; nothing has been done."""
    MEMO = "memo"
    """The plan file is being brought up to date."""
    WORKING = "working"
    LINT = "lint"
    """The tree is being judged."""
    COMMIT = "commit"
    DONE = "done"
    ABANDONED = "abandoned"


class Phase(StrEnum):
    """In which part of a task's life a box belongs."""

    BEFORE = "before"
    WORK = "work"
    AFTER = "after"


class BoxStatus(StrEnum):
    """What is known of one box."""

    OPEN = "open"
    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    ASKS = "asks"
    """Somebody has to say something before it can be ticked; `detail` is the question."""


@dataclass(frozen=True, slots=True)
class Box:
    """One thing that has to hold, ticked by a result and never by a sentence (E10)."""

    id: str
    phase: Phase
    command: str
    """What decides it: a command line, or what ferrule does itself."""
    source: str = ""
    """The file that asks for it; empty where it is ferrule's own."""
    status: BoxStatus = BoxStatus.OPEN
    reason: str = ""
    """Why it was skipped or could not be decided, as a word: those of gates, or `not-relevant`."""
    detail: str = ""
    remedy: str = ""
    exit: int | None = None
    """Exit code of what ran; None when nothing was started."""
    seconds: float = 0.0
    evidence_sha256: str | None = None
    """Of the log or text that shows it; None when there is none."""

    @property
    def holds(self) -> bool:
        """Whether nothing stands in its way."""
        return self.status in (BoxStatus.PASSED, BoxStatus.SKIPPED)


@dataclass(frozen=True, slots=True)
class Origin:
    """What the repository was when the task began."""

    head: str = ""
    """The commit; empty where there was none, or no git."""
    branch: str = ""
    """Empty where HEAD stood on none."""
    dirty: Mapping[str, str] = field(default_factory=dict)
    """Files that differed from that commit or were new, with the SHA-256 of their content; empty: deleted."""
    remotes: Mapping[str, str] = field(default_factory=dict)
    """What was known of remote branches: reference and commit."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The gates that will judge the task, fixed before its first edit (M22)."""

    profile: str
    gates: tuple[str, ...]
    accepted: tuple[str, ...] = ()
    """Reasons for which an undecided row does not count."""
    settings: str = ""
    """The settings in force, as JSON: thresholds that fall later are seen."""
    around: Mapping[str, str] = field(default_factory=dict)
    """What else decides a verdict: variables by name, with a digest that hides them, and programs with their place."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One step in a task's life."""

    time: datetime
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One turn of an agent at a task, from its prompt to the judging of what it left."""

    responder: str
    """As the user's settings call it."""
    ended: str
    """In words: `exit code 0`, `ended after 240 s`, `a limit of the settings is reached`."""
    seconds: float
    is_done: bool = False
    """It said that it had done what it was told; the boxes tell whether it had."""
    alias: str = ""
    """The model that the agent's definition asks for, as it stands there (E05)."""
    model: str = ""
    """The model that was asked; empty for a program."""
    requests: int = 0
    """Sent to a model."""
    tokens_in: int = 0
    """Read, where they are counted; so for those written."""
    tokens_out: int = 0
    cost: float = 0.0
    """In the currency of the prices in the settings; 0 without prices."""
    transcript_sha256: str | None = None
    """Of the log; None when it could not be kept."""


@dataclass(frozen=True, slots=True)
class Task:
    """All that is known of one task."""

    id: str
    text: str
    mode: Mode
    state: TaskState
    begun: datetime
    changed: datetime
    origin: Origin
    ladder: Ladder
    boxes: tuple[Box, ...]
    agent: str = ""
    """Name of the agent definition whose rules count; empty: none."""
    plan_file: str = ""
    """Relative to the root."""
    target: str = ""
    """A time and a command (`120us cargo bench`), as `facts.target` reads it; empty: none is stated."""
    before: str = ""
    """What was measured for the target before the first edit."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """What the user or the worker said: `failure-model`, `dependency:serde`, `accept:tests:src/lib.rs`, ..."""
    findings: tuple[str, ...] = ()
    """Of a review: `group: path:line: words`."""
    judged: Mapping[str, str] = field(default_factory=dict)
    """The files of the task as they were judged, with their SHA-256: what the commit has to hold, and nothing else."""
    commit: str = ""
    """The commit that ferrule made; empty until then."""
    tree: str = ""
    """The root of the workspace in a clone of its own, absolute; empty: the work is done where the user works."""
    rounds: tuple[Round, ...] = ()
    """Of agents that ferrule ran, in their order."""
    moments: tuple[Moment, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (TaskState.DONE, TaskState.ABANDONED)

    def with_box(self, box: Box) -> "Task":
        """Give the task with another state of one box; a new box goes to the end of its phase."""
        if any(one.id == box.id for one in self.boxes):
            return replace(self, boxes=tuple(box if one.id == box.id else one for one in self.boxes))
        order = list(Phase)
        boxes = sorted((*self.boxes, box), key=lambda one: order.index(one.phase))
        return replace(self, boxes=tuple(boxes))

    def has(self, box_id: str) -> bool:
        """Tell whether the task has a box of that name."""
        return any(one.id == box_id for one in self.boxes)

    def box(self, box_id: str) -> Box:
        """Give a box by its id; raises KeyError where the task has none of that name."""
        return {one.id: one for one in self.boxes}[box_id]

    def then(self, now: datetime, what: str, detail: str = "", state: TaskState | None = None) -> "Task":
        """Give the task one step further."""
        moments = (*self.moments, Moment(now, what, detail))
        return replace(self, state=state or self.state, changed=now, moments=moments)
