"""Gate `doc`: rustdoc builds the documentation without a warning."""

import os
from dataclasses import replace

from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading
from ferrule.facts.status import Reason
from ferrule.gates import cargo_line, check
from ferrule.gates.clippy import silenced
from ferrule.gates.gate import EVERYTHING, Call, Closed, Job, Tool, not_due, nothing_else
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN

ID = "doc"
TITLE = "documentation builds"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("rustdoc", "rustup component add rustc")
UNIT = "units"
NOTHING = Reason.NOTHING_SEEN
state = nothing_else
_DENY = ("-D", "warnings")


def closed(job: Job) -> Closed | None:
    """Give why nothing is documented; None when a library or a program is there."""
    targets = [t for p in job.packages for t in p.targets if t.is_library or "bin" in t.kinds]
    if not targets:
        return not_due("neither a library nor a program to document")
    return not_due("" if any(t.documented for t in targets) else "documentation is switched off (`doc = false`)")


def call(job: Job) -> Call:
    """Give `cargo doc --no-deps` with warnings denied.

    `RUSTDOCFLAGS` replaces what the workspace's settings say, `CARGO_BUILD_RUSTDOCFLAGS` adds to it, be it a list or
    a string. So the first is used only where the user has set it already.
    """
    chosen = (*cargo_line.packages(job), "--no-deps", *cargo_line.features_or_all(job.selection))
    argv = ("cargo", "doc", *chosen, "--keep-going", cargo_line.JSON, *cargo_line.jobs(job))
    encoded, given = os.environ.get("CARGO_ENCODED_RUSTDOCFLAGS"), os.environ.get("RUSTDOCFLAGS")
    if encoded is not None:
        flags = "\x1f".join(part for part in (encoded, *_DENY) if part)
        return Call(argv, PLAIN | {"CARGO_ENCODED_RUSTDOCFLAGS": flags})
    if given is not None:
        return Call(argv, PLAIN | {"RUSTDOCFLAGS": " ".join((given, *_DENY))})
    build = os.environ.get("CARGO_BUILD_RUSTDOCFLAGS", "")
    return Call(argv, PLAIN | {"CARGO_BUILD_RUSTDOCFLAGS": " ".join((*build.split(), *_DENY))})


def read(job: Job, outcome: Outcome) -> Reading:
    """Give rustdoc's diagnostics, its warnings as errors, and the number of documented units.

    Flags of a `[target]` section in the workspace's settings win over ours, so the flags alone are not enough.
    """
    reading = check.read(job, outcome)
    findings = tuple(_denied(finding) for finding in reading.findings)
    silence = silenced(job, "rustdocflags") if reading.finished else None
    return replace(reading, findings=findings, undecided=reading.undecided or silence)


def _denied(finding: Finding) -> Finding:
    is_warning = finding.tool == "rustdoc" and finding.level is Level.WARNING
    return replace(finding, level=Level.ERROR) if is_warning else finding
