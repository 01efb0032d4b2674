"""Gate `lockfile`: Cargo.lock matches the manifests, so that `--locked` holds."""

from dataclasses import replace

from ferrule.diagnostics.cargo_audit_lock import locked_crates
from ferrule.diagnostics.cargo_lockfile import LOCK, read_lockfile
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading, Seen
from ferrule.facts.status import Reason
from ferrule.gates.deny import text_of
from ferrule.gates.gate import Call, Closed, Job, Tool, not_due, nothing_else
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN
from ferrule.workspace.git import git

ID = "lockfile"
TITLE = "lock up to date"
WRITES = Writes.TARGET
"""It writes nothing; but gates that compile bring the lock up to date, so it has to come before them, not beside."""
READS = ("**/Cargo.toml", LOCK)
TOOL = Tool("cargo", "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh")
UNIT = "crates"
NOTHING = Reason.NOTHING_SEEN
state = nothing_else
_ASK_S = 30.0


def closed(job: Job) -> Closed | None:
    """Give why no lock has to hold: none is kept, or git keeps it to this machine; None when one has to."""
    if not (job.workspace.root / LOCK).exists():
        why = f"no {LOCK} is kept here, so nothing is locked (`cargo generate-lockfile` writes one)"
        return not_due("" if _git_says(job, "ls-files", "--error-unmatch", LOCK) else why)
    return not_due(f"git ignores {LOCK}: nobody else gets it" if _git_says(job, "check-ignore", "-q", LOCK) else "")


def call(_job: Job) -> Call:
    """Give `cargo metadata --locked`: it resolves the whole graph as a build would, and compiles nothing."""
    return Call(("cargo", "metadata", "--locked", "--format-version=1"), PLAIN)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give what is wrong with the lock, and the number of crates that it locks."""
    reading = read_lockfile(outcome.stdout.text, outcome.stderr.text)
    return replace(reading, seen=Seen(UNIT, len(locked_crates(text_of(job.workspace.root / LOCK)))))


def _git_says(job: Job, *words: str) -> bool:
    """Give whether git says yes; without git, or outside of a repository, it does not."""
    return git(job.workspace.root, *words, timeout_s=_ASK_S, sandbox=job.sandbox, cancel=job.cancel).ok
