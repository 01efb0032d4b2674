"""Gate `doctest`: the examples in the documentation hold; `--all-targets` leaves them out (M25)."""

from ferrule.facts.gate import Reason, Writes
from ferrule.facts.reading import Reading
from ferrule.gates import cargo_line, test
from ferrule.gates.gate import Call, Job, Tool
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN

ID = "doctest"
TITLE = "doc examples hold"
WRITES = Writes.TARGET
TOOL = Tool("rustdoc", "rustup component add rustc")
UNIT = "tests"
NOTHING = Reason.NOT_RELEVANT


def irrelevant(job: Job) -> str:
    """Give why no example can be tested; empty when a library is there whose examples are."""
    libraries = [t for p in job.packages for t in p.targets if t.is_library]
    if not libraries:
        return "no library: only libraries have doc tests"
    return "" if any(t.doctested for t in libraries) else "doc tests are switched off (`doctest = false`)"


def call(job: Job) -> Call:
    """Give `cargo test --doc`."""
    chosen = (*cargo_line.packages(job), *cargo_line.features_or_all(job.selection))
    argv = ("cargo", "test", "--doc", *chosen, "--no-fail-fast", cargo_line.JSON, *cargo_line.jobs(job))
    return Call(argv, PLAIN, merged=True)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give each example's result."""
    return test.read(job, outcome)
