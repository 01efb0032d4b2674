"""One file compiled by rustc alone: states are judged side by side, each in a folder of its own."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes
from ferrule.process.command import Command, Ended
from ferrule.process.door import run
from ferrule.repair.compile.messages import read_rustc_json
from ferrule.repair.compile.unit import Unit
from ferrule.repair.search.state import Compiled

NAME = "program.rs"
_TIMEOUT_S = 20.0
_MAIN = re.compile(r"\bfn\s+main\s*\(")


@dataclass(frozen=True, slots=True)
class Answer:
    """What rustc said of one state."""

    findings: tuple[Finding, ...]
    crashed: bool


@dataclass(slots=True)
class Single:
    """A program in a folder, and the compiles that were spent on it."""

    root: Path
    edition: str
    source: bytes
    workers: int
    runs: int = 0
    most: int = 60
    _pool: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(self.workers)
        (self.root / NAME).write_bytes(self.source)

    def compile(self, states: Sequence[Changes]) -> Sequence[Compiled]:
        """Judge several states at once."""
        self.runs += len(states)
        numbered = [(number, state.get(self.root / NAME, self.source)) for number, state in enumerate(states)]
        return list(self._pool.map(lambda one: self._compiled(*one), numbered))

    def spent(self) -> bool:
        """Whether the compiles for one program are used up."""
        return self.runs >= self.most

    def _compiled(self, number: int, source: bytes) -> Answer:
        slot = self.root / f"slot{number}"
        slot.mkdir(exist_ok=True)
        (slot / NAME).write_bytes(source)
        kind = "bin" if _MAIN.search(source.decode("utf-8", "replace")) else "lib"
        argv = ("rustc", f"--edition={self.edition}", f"--crate-type={kind}", "--emit=metadata", "--error-format=json")
        outcome = run(Command((*argv, "-o", "out.rmeta", NAME), slot, _TIMEOUT_S))
        reading = read_rustc_json(outcome.stderr.text, _unit(slot))
        return Answer(reading.findings, outcome.ended is not Ended.EXITED or outcome.code not in {0, 1})


def _unit(folder: Path) -> Unit:
    """Give the unit that the reader of rustc's words asks for."""
    name = "program"
    return Unit(
        key=name,
        package_id=name,
        package=name,
        target=name,
        kinds=("bin",),
        crate_name=name,
        is_test=False,
        argv=(),
        cwd=folder,
        root=folder,
        target_folder=folder,
    )
