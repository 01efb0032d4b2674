"""Gate `check`: every target compiles."""

from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading
from ferrule.facts.status import Reason
from ferrule.gates import cargo_line
from ferrule.gates.gate import EVERYTHING, Call, Closed, Job, Tool, not_due, nothing_else
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN

ID = "check"
TITLE = "compiles"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("cargo", "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh")
UNIT = "units"
NOTHING = Reason.NOTHING_SEEN
state = nothing_else


def closed(job: Job) -> Closed | None:
    """Give why nothing can be compiled here; None when something can."""
    return not_due("" if any(p.targets for p in job.packages) else "the workspace has no targets")


def call(job: Job) -> Call:
    """Give `cargo check --all-targets`, with the default features unless the user chose others."""
    chosen = (*cargo_line.packages(job), "--all-targets", *cargo_line.features(job.selection))
    argv = ("cargo", "check", *chosen, "--keep-going", cargo_line.JSON, *cargo_line.jobs(job))
    return Call(argv, PLAIN)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give the compiler's diagnostics and the number of units."""
    return cargo_line.read_compiler(job, outcome)
