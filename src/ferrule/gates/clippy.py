"""Gate `clippy`: no lint of clippy or rustc fires, warnings denied (M24, P07)."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading, Undecided
from ferrule.facts.status import Reason
from ferrule.gates import cargo_line, check
from ferrule.gates.gate import EVERYTHING, Call, Job, Tool, nothing_else
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN
from ferrule.workspace.cargo_settings import flags
from ferrule.workspace.metadata import read_toolchain

ID = "clippy"
TITLE = "free of lints"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("cargo-clippy", "ferrule tools install clippy")
UNIT = "units"
NOTHING = Reason.NOTHING_SEEN
state = nothing_else
closed = check.closed
_CAP: Final = "--cap-lints"
_WANTED: Final = "--force-warn"
"""Who asks for it wants a warning whatever is denied; rustc names it below the lint."""


def call(job: Job) -> Call:
    """Give `cargo clippy --all-targets --all-features -- -D warnings`."""
    chosen = (*cargo_line.packages(job), "--all-targets", *cargo_line.features_or_all(job.selection))
    limits = ("--keep-going", cargo_line.JSON, *cargo_line.jobs(job))
    return Call(("cargo", "clippy", *chosen, *limits, "--", "-D", "warnings"), PLAIN)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give the lints, each once and as errors, and the number of units.

    Warnings were denied: a lint of a member that is a warning all the same was let off by a cap, or by a clippy that
    does not know the option.
    """
    reading = check.read(job, outcome)
    members = {package.name for package in job.packages}
    findings = tuple(_denied(finding, members) for finding in reading.findings)
    silence = silenced(job, "rustflags") if reading.finished else None
    return replace(reading, findings=findings, undecided=reading.undecided or silence)


def silenced(job: Job, name: str) -> Undecided | None:
    """Give that `rustflags` or `rustdocflags` switch every lint off, so that none could fire; None when they do not."""
    words = flags(job.workspace.root, name, lambda: read_toolchain(job.workspace.root, job.sandbox).host)
    if not any(pair in {f"{_CAP} allow", f"{_CAP}=allow"} for pair in (*words, *map(" ".join, pairwise(words)))):
        return None
    detail = f"{name} hold `{_CAP} allow`: no lint could fire, so that none did proves nothing"
    return Undecided(Reason.NOTHING_SEEN, detail, f"take `{_CAP}` out of {name.upper()} and of .cargo/config.toml")


def _denied(finding: Finding, members: set[str]) -> Finding:
    is_let_off = finding.level is Level.WARNING and finding.rule and finding.package in members
    return replace(finding, level=Level.ERROR) if is_let_off and _WANTED not in finding.rendered else finding
