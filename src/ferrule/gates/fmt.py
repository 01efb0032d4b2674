"""Gate `fmt`: every file is laid out as rustfmt would lay it out (M23)."""

from dataclasses import replace

from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.diagnostics.rustfmt import looked_at, read_rustfmt
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading
from ferrule.facts.status import Reason
from ferrule.gates import cargo_line
from ferrule.gates.gate import Call, Closed, Job, Tool, not_due, nothing_else
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN

ID = "fmt"
TITLE = "formatted"
WRITES = Writes.NOTHING
READS = ("**/*.rs", "**/Cargo.toml", "**/rustfmt.toml", "**/.rustfmt.toml")
TOOL = Tool("cargo-fmt", "ferrule tools install rustfmt")
UNIT = "files"
NOTHING = Reason.NOTHING_SEEN
state = nothing_else
_NAMED = 3


def closed(job: Job) -> Closed | None:
    """Give nothing: every package has source files, and one without is worth a word."""
    return not_due("" if job.packages else "the workspace has no packages")


def call(job: Job) -> Call:
    """Give `cargo fmt --check`; verbose, because only then rustfmt names the files that it looked at."""
    chosen = cargo_line.packages(job) if job.selection.packages else ("--all",)
    argv = ("cargo", "fmt", *chosen, "--check", "--", "-v", "--color", "never")
    return Call(argv, PLAIN, merged=True)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give a finding for each place that would change, and the number of files."""
    reading = read_rustfmt(outcome.stdout.text, job.workspace.root)
    complaint = cargo_complaint(outcome.stdout.text) if not reading.findings else ""
    return replace(reading, complaint=complaint, remark=_passed_over(job, outcome.stdout.text))


def _passed_over(job: Job, text: str) -> str:
    """Give the members of which rustfmt looked at no file: its settings or an attribute of theirs told it to."""
    files = frozenset(looked_at(text))
    sources = {p.name: {str(target.src_path) for target in p.targets} for p in job.packages}
    names = [name for name, paths in sources.items() if paths and not paths & files]
    listed = ", ".join(names[:_NAMED])
    return f"no file of {listed} was looked at (rustfmt.toml, or `#![rustfmt::skip]`)" if names and files else ""
