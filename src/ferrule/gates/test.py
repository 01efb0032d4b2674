"""Gate `test`: unit and integration tests pass under Cargo's own runner (M25)."""

from dataclasses import replace

from ferrule.diagnostics.cargo_json import executables, read_cargo_json
from ferrule.diagnostics.libtest import read_libtest
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading
from ferrule.facts.status import Reason
from ferrule.gates import cargo_line
from ferrule.gates.gate import EVERYTHING, Call, Closed, Job, Tool, not_due, nothing_else
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN
from ferrule.workspace.harness import own_harnesses

ID = "test"
TITLE = "tests pass"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("cargo", "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh")
UNIT = "tests"
NOTHING = Reason.NOTHING_SEEN
state = nothing_else


def closed(job: Job) -> Closed | None:
    """Give why no test is due; None where a target could hold one: `--all-targets` minds no `test = false`."""
    kinds = {kind for package in job.packages for target in package.targets for kind in target.kinds}
    return not_due("" if kinds - {"custom-build"} else "the workspace has no targets")


def call(job: Job) -> Call:
    """Give `cargo test --all-targets --all-features`; goes on after a failure, so that each test is told of."""
    chosen = (*cargo_line.packages(job), "--all-targets", *cargo_line.features_or_all(job.selection))
    argv = ("cargo", "test", *chosen, "--no-fail-fast", cargo_line.JSON, *cargo_line.jobs(job))
    return Call(argv, PLAIN, merged=True)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give each test's result; compile errors instead, when there are any."""
    members = frozenset(package.id for package in job.packages)
    text = outcome.stdout.text
    built = read_cargo_json(text, job.workspace.root, members)
    ran = read_libtest("\n".join(built.unread), executables(text), job.workspace.root, own_harnesses(job.packages))
    if built.finished is not True:
        return replace(built, seen=None, unread=(), complaint=ran.complaint)
    if ran.seen is None and built.undecided:  # then Cargo could start none of them
        return replace(built, seen=None)
    return replace(ran, findings=(*built.findings, *ran.findings))
