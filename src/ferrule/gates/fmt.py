"""Gate `fmt`: every file is laid out as rustfmt would lay it out (M23)."""

from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.diagnostics.rustfmt import read_rustfmt
from ferrule.facts.gate import Reason, Writes
from ferrule.facts.reading import Reading
from ferrule.gates import cargo_line
from ferrule.gates.gate import Call, Job, Tool
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN

ID = "fmt"
TITLE = "formatted"
WRITES = Writes.NOTHING
TOOL = Tool("cargo-fmt", "rustup component add rustfmt")
UNIT = "files"
NOTHING = Reason.NOTHING_SEEN


def irrelevant(job: Job) -> str:
    """Give nothing: every package has source files, and one without is worth a word."""
    return "" if job.packages else "the workspace has no packages"


def call(job: Job) -> Call:
    """Give `cargo fmt --check`; verbose, because only then rustfmt names the files that it looked at."""
    chosen = cargo_line.packages(job) if job.selection.packages else ("--all",)
    argv = ("cargo", "fmt", *chosen, "--check", "--", "-v", "--color", "never")
    return Call(argv, PLAIN, merged=True)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give a finding for each place that would change, and the number of files."""
    reading = read_rustfmt(outcome.stdout.text, job.workspace.root)
    complaint = cargo_complaint(outcome.stdout.text) if not reading.findings else ""
    return Reading(reading.findings, reading.seen, (), reading.finished, complaint, reading.unread)
