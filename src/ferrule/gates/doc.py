"""Gate `doc`: rustdoc builds the documentation without a warning."""

import os

from ferrule.facts.gate import Reason, Writes
from ferrule.facts.reading import Reading
from ferrule.gates import cargo_line
from ferrule.gates.gate import Call, Job, Tool
from ferrule.process.command import Outcome

ID = "doc"
TITLE = "documentation builds"
WRITES = Writes.TARGET
TOOL = Tool("rustdoc", "rustup component add rustc")
UNIT = "units"
NOTHING = Reason.NOTHING_SEEN
_DENY = "-D warnings"


def irrelevant(job: Job) -> str:
    """Give why nothing is documented; empty when a library or a program is there."""
    kinds = {kind for p in job.packages for t in p.targets for kind in (*t.kinds, "lib" * t.is_library)}
    return "" if {"lib", "bin"} & kinds else "neither a library nor a program to document"


def call(job: Job) -> Call:
    """Give `cargo doc --no-deps` with warnings denied.

    `RUSTDOCFLAGS` replaces what the workspace's settings say, `--config` adds to it. So the variable is
    used only where the user has set it already.
    """
    chosen = (*cargo_line.packages(job), "--no-deps", *cargo_line.features_or_all(job.selection))
    argv = ("cargo", "doc", *chosen, "--keep-going", cargo_line.JSON, *cargo_line.jobs(job))
    given = os.environ.get("RUSTDOCFLAGS")
    if given is None:
        added = ("--config", 'build.rustdocflags=["-D", "warnings"]')
        return Call((*argv, *added), cargo_line.PLAIN)
    return Call(argv, cargo_line.PLAIN | {"RUSTDOCFLAGS": f"{given} {_DENY}"})


def read(job: Job, outcome: Outcome) -> Reading:
    """Give rustdoc's diagnostics and the number of documented units."""
    return cargo_line.read_compiler(job, outcome)
