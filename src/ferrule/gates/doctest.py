"""Gate `doctest`: the examples in the documentation hold; `--all-targets` leaves them out (M25)."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading, Undecided
from ferrule.facts.status import Reason
from ferrule.gates import cargo_line, test
from ferrule.gates.gate import EVERYTHING, Call, Closed, Job, Tool, not_due, nothing_else
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN
from ferrule.workspace.cargo_settings import runner
from ferrule.workspace.metadata import read_toolchain

ID = "doctest"
TITLE = "doc examples hold"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("rustdoc", "rustup component add rustc")
UNIT = "tests"
NOTHING = Reason.NOT_RELEVANT
state = nothing_else
_IDLE: Final = frozenset({"true", "echo", ":"})
"""Programs that end with 0 and run nothing of what they are handed."""


def closed(job: Job) -> Closed | None:
    """Give why no example can be tested; None when a library is there whose examples are."""
    libraries = [t for p in job.packages for t in p.targets if t.is_library]
    if not libraries:
        return not_due("no library: only libraries have doc tests")
    return not_due("" if any(t.doctested for t in libraries) else "doc tests are switched off (`doctest = false`)")


def call(job: Job) -> Call:
    """Give `cargo test --doc`."""
    chosen = (*cargo_line.packages(job), *cargo_line.features_or_all(job.selection))
    argv = ("cargo", "test", "--doc", *chosen, "--no-fail-fast", cargo_line.JSON, *cargo_line.jobs(job))
    return Call(argv, PLAIN, merged=True)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give each example's result; none where a runner that runs nothing stood before the examples.

    Unit tests need no such look: libtest says what it ran. Of an example rustdoc knows the exit code alone.
    """
    reading = test.read(job, outcome)
    root = job.workspace.root
    before = runner(root, lambda: read_toolchain(root, job.sandbox).host) if reading.finished else ()
    if not before or Path(before[0]).name not in _IDLE:
        return reading
    detail = f"Cargo's `runner` is `{before[0]}`, which starts no program: no example ran"
    return replace(reading, undecided=Undecided(Reason.NOTHING_SEEN, detail, "take `runner` out of Cargo's settings"))
