"""What is said between levels: the packet that goes up, the answers that come back, the question for the user."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ferrule.facts.escalation import KeptEdit


@dataclass(frozen=True, slots=True)
class Window:
    """Where it is, with the code around it."""

    path: str
    line: int
    code_window: str
    """Lines with their numbers, the ones that the diagnostic points at marked."""
    toolchain: str


@dataclass(frozen=True, slots=True)
class CurrentState:
    """What the tree holds besides."""

    files: tuple[str, ...]
    """Those that this run has edited."""
    branch: str
    """Empty without git."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """One packet, `escalation.v1`: refused when a required part is empty (P26)."""

    incident: str
    sender: str
    """Who gives it up, such as `rust-pro`."""
    to: str
    """One of the names in the routing table."""
    level: int
    problem: str
    attempted: tuple[str, ...]
    """One line for each attempt: what was tried, and what came of it."""
    error_full: str
    """The rendered diagnostic, whole."""
    context: Window
    request: str
    """What is asked for; it comes from the class of the error (P42)."""
    current_state: CurrentState
    blocked_on: str
    code: str = ""
    kind: str = ""
    related: tuple[Window, ...] = ()
    """Other places that the diagnostic points at."""
    trigger: str = ""
    why_previous_failed: str = ""
    """Required at level 3."""
    suspected_cause: str = ""
    """Required at level 3."""
    guidance: tuple[str, ...] = ()
    """What the user or a lower level has said to it."""
    cut: tuple[str, ...] = ()
    """What was left out for its length, and how much."""


class Verdict(StrEnum):
    """How an answer means to go on (P31)."""

    GUIDANCE = "guidance"
    REASSIGN = "reassign"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A Rust pattern from the catalogue, and why it fits (P28)."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns a value that the diagnostic names, who borrows it, and how long (P29)."""

    value: str
    owner: str
    borrowers: tuple[str, ...] = ()
    how_long: str = ""


@dataclass(frozen=True, slots=True)
class Guidance:
    """The answer of a coordinator, `guidance.v1` (P28-P31)."""

    verdict: Verdict
    patterns: tuple[Pattern, ...]
    ownership: tuple[Ownership, ...]
    types: tuple[str, ...]
    """Signatures that parse (P30)."""
    next_action: str
    confidence: float
    """From 0 to 1."""
    cites: tuple[str, ...] = ()
    edits: tuple[KeptEdit, ...] = ()
    diff: str = ""
    """A unified diff, in the place of `edits`."""
    reassign_to: str = ""


@dataclass(frozen=True, slots=True)
class BlueprintStep:
    """One step of a blueprint."""

    id: str
    action: str
    agent: str
    output: str
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The answer of an architect, `blueprint.v1` (P34)."""

    objective: str
    steps: tuple[BlueprintStep, ...]
    parallel: tuple[tuple[str, ...], ...] = ()
    critical_path: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    verdict: Verdict = Verdict.GUIDANCE
    edits: tuple[KeptEdit, ...] = ()
    diff: str = ""


class Proof(StrEnum):
    """How far an option was worked out."""

    TESTED = "tested"
    """It compiles, and its tests were run."""
    COMPILED = "compiled"
    """It compiles; no tests were run."""
    NOT_TRIED = "not-tried"
    FAILS = "fails"
    """It does not compile, or tests fail; the evidence says which."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way out, worked out as far as it says (P40)."""

    key: str
    """A letter."""
    summary: str
    cost: tuple[str, ...]
    """Clones, locks, an API break: what is paid; empty for nothing."""
    risk: str
    reversible: str
    """How it is taken back."""
    diff: str
    proof: Proof
    evidence: str
    """What passes and what fails."""
    resolves: bool = True
    """False for one that only puts the decision off."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the user is asked, `question.v1`: two to four options and the abort, none chosen beforehand (P40)."""

    incident: str
    problem: str
    attempts_by_level: tuple[tuple[int, tuple[str, ...]], ...]
    options: tuple[Option, ...]
    abort: str
    """What happens then."""
    base_sha256: str
    """Hash of the sources that the options were worked out on: an answer to others is refused."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user said to a question: the letter of an option, or their own words."""

    key: str = ""
    """Empty where they wrote words."""
    text: str = ""
    by: str = ""
    """Who answered, as the system names them."""
    time: datetime | None = None
    """None until it is stored."""
