"""Gate `clippy`: no lint of clippy or rustc fires, warnings denied (M24, P07)."""

from ferrule.facts.gate import Reason, Writes
from ferrule.facts.reading import Reading
from ferrule.gates import cargo_line, check
from ferrule.gates.gate import Call, Job, Tool
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN

ID = "clippy"
TITLE = "free of lints"
WRITES = Writes.TARGET
TOOL = Tool("cargo-clippy", "rustup component add clippy")
UNIT = "units"
NOTHING = Reason.NOTHING_SEEN
irrelevant = check.irrelevant


def call(job: Job) -> Call:
    """Give `cargo clippy --all-targets --all-features -- -D warnings`."""
    chosen = (*cargo_line.packages(job), "--all-targets", *cargo_line.features_or_all(job.selection))
    limits = ("--keep-going", cargo_line.JSON, *cargo_line.jobs(job))
    return Call(("cargo", "clippy", *chosen, *limits, "--", "-D", "warnings"), PLAIN)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give the lints, each once, and the number of units."""
    return cargo_line.read_compiler(job, outcome)
