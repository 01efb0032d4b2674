"""Where candidates are compiled, what a run may use up, and what it makes of a workspace."""

import threading
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ferrule.facts.finding import Finding
from ferrule.facts.repair import Candidate, Changes, ClonePolicy
from ferrule.facts.workspace import Workspace
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.unit import Links, Replayed, Unit
from ferrule.repair.identity import identity
from ferrule.repair.ranking.learned import NEUTRAL, Ranking
from ferrule.repair.search.state import State, Step, Trace

Mark: TypeAlias = tuple[str, tuple[str, ...]]
"""A candidate, wherever its lines have moved: the error's identity and the new texts."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use up."""

    attempts: int
    until: float
    """On the monotonic clock, in seconds."""
    compiles: int = 0
    """Runs of the compiler; 0 for as many as the level has."""


@dataclass(slots=True)
class Repaired:
    """What level 1 made of a workspace, in memory."""

    changes: Changes = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)
    before: list[Finding] = field(default_factory=list)
    """Errors of the units that Cargo could see at first."""
    later: list[Finding] = field(default_factory=list)
    """Errors of dependents, which Cargo compiled only after what they need was repaired."""
    searched: set[str] = field(default_factory=set)
    """Keys of the units that were worked on."""
    tried: dict[str, int] = field(default_factory=dict)
    """Attempts by the identity of the error."""
    trace: Trace = field(default_factory=Trace)
    runs: int = 0
    out_of_time: bool = False
    notes: list[str] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    """Warnings that were taken up; not among `before` and `later`."""

    def fork(self) -> "Repaired":
        """Give a copy that can be worked on while this one stays."""
        return deepcopy(self)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where candidates are compiled."""

    workspace: Workspace
    slots: tuple[Path, ...]
    terms: Terms
    wanted: Callable[[Finding], bool]
    banned: frozenset[Mark] = frozenset()
    """Candidates that compile and are known to be wrong."""
    sure_only: bool = False
    """Try only what the compiler itself is sure of: for warnings, where compiling proves nothing."""
    unwritten: bool = False
    """Nothing will be written, so that files may be read-only."""
    published: tuple[Path, ...] = ()
    """Folders of crates whose public signatures may not change."""
    clone: ClonePolicy = ClonePolicy.RECORD
    ranking: Ranking = NEUTRAL
    recalled: Callable[[Finding, State], tuple[Candidate, ...]] = lambda _, __: ()
    """What is known to have worked for an error: tried before all else, and judged like all else."""
    level: int = 1
    """Which moves are made, and how far the search goes: see `search/reach.py`."""
    view: Callable[[Replayed], Replayed] = lambda replayed: replayed
    """What of the compiler's answer counts."""
    guess: Callable[[Changes | None], None] = lambda _: None
    """Hears what the search is likely to end with, as soon as it is thought of; None takes that back."""
    whole: Callable[[Unit, Changes, threading.Event], Replayed | None] = lambda _, __, ___: None
    """Gives what a check of the whole workspace says of a unit, for what the search is likely to end with: that check
    is needed then anyway. None: to be compiled alone. What was guessed is given up."""
    links: Callable[[Unit, Changes, Terms], Links] = lambda _, __, ___: Links()
    """Which libraries are compiled anew before a unit is judged with these changes."""


def mark(error: Finding, candidate: Candidate) -> Mark:
    """Give what a candidate is known by in another search of the same tree."""
    return identity(error), tuple(edit.replacement for edit in candidate.edits)
