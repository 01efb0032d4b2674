"""Gate `package`: what would be published can be packed, and builds from its package alone."""

from dataclasses import replace

from ferrule.diagnostics.cargo_package import read_cargo_package
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading
from ferrule.facts.status import Reason
from ferrule.facts.workspace import Package
from ferrule.gates import cargo_line
from ferrule.gates.gate import EVERYTHING, Call, Closed, Job, Tool, not_due
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN
from ferrule.workspace.git import git

ID = "package"
TITLE = "publishable"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("cargo", "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh")
UNIT = "packages"
NOTHING = Reason.NOTHING_SEEN
_ASK_S = 30.0


def closed(job: Job) -> Closed | None:
    """Give why nothing is ever published from here; None when a member may be."""
    return not_due("" if publishable(job) else "no member may be published (`publish = false`)")


def state(job: Job) -> str:
    """Give how much is not committed, which the row tells: a commit changes that and no file."""
    return _uncommitted(job)


def call(job: Job) -> Call:
    """Give `cargo package` for all members that may be published: packed, unpacked and built in `target/package`.

    The tree is judged as it is, so `--allow-dirty`: else every run before a commit would be about git alone. What
    is not committed is told beside the verdict. The build stays in: without it nothing shows that a file is left out.
    """
    chosen = tuple(word for package in publishable(job) for word in ("-p", package.name))
    features = cargo_line.features(job.selection)
    return Call(("cargo", "package", *chosen, "--allow-dirty", *features, *cargo_line.jobs(job)), PLAIN)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give why a member cannot be published as it is, and the number of those that can."""
    root = job.workspace.root
    folders = {p.name: str(p.folder.relative_to(root)) for p in job.packages if p.folder.is_relative_to(root)}
    reading = read_cargo_package(outcome.stderr.text, {name: path.removeprefix(".") for name, path in folders.items()})
    return replace(reading, remark=_uncommitted(job))


def publishable(job: Job) -> tuple[Package, ...]:
    """Give the members that may be published to some registry."""
    return tuple(package for package in job.packages if package.publish != ())


def _uncommitted(job: Job) -> str:
    """Give how much of the tree git does not have yet; empty when it has all, and without git."""
    words = ("status", "--porcelain", "-z", "--no-renames", "--", ".")
    asked = git(job.workspace.root, *words, timeout_s=_ASK_S, sandbox=job.sandbox, cancel=job.cancel)
    count = asked.stdout.text.count("\0") if asked.ok else 0
    return f"judged with {count} uncommitted {'file' if count == 1 else 'files'}" if count else ""
