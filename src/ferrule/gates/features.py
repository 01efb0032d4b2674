"""Gate `features`: the code compiles with each feature by itself, with none and with all of them."""

from ferrule.diagnostics.cargo_hack import read_cargo_hack
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading
from ferrule.facts.status import Reason
from ferrule.gates import cargo_line
from ferrule.gates.gate import EVERYTHING, Call, Closed, Job, Tool, not_due, nothing_else
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN

ID = "features"
TITLE = "each feature compiles"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("cargo-hack", "ferrule tools install cargo-hack")
UNIT = "feature sets"
NOTHING = Reason.NOTHING_SEEN
state = nothing_else


def closed(job: Job) -> Closed | None:
    """Give why there is nothing to combine; None when a member has a feature beside `default`."""
    features = {name for package in job.packages for name in package.features}
    return not_due("" if features - {"default"} else "no member has a feature")


def call(job: Job) -> Call:
    """Give `cargo hack check --each-feature`, over libraries and programs; what features the user chose is no matter.

    Test targets are left out: they need what their features bring, and Cargo would unify dev-dependencies with them.
    Implicit features of optional dependencies are features too. The option that would take dev-dependencies away
    rewrites Cargo.toml, so it is not used; nor is any that installs a toolchain.
    """
    each = ("--each-feature", "--optional-deps", "--keep-going", "--log-group", "none")
    argv = ("cargo", "hack", "check", *cargo_line.packages(job), *each, cargo_line.JSON, *cargo_line.jobs(job))
    return Call(argv, PLAIN, merged=True)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give each error with the features it comes with, and the number of sets that were tried."""
    members = frozenset(package.id for package in job.packages)
    return read_cargo_hack(outcome.stdout.text, job.workspace.root, members)
