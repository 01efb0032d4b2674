"""Gate `semver-checks`: what has changed in a public interface fits the version (cargo-semver-checks, M29)."""

from datetime import UTC, datetime
from typing import Final

from ferrule.diagnostics.semver_checks import read_semver_checks
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading
from ferrule.facts.status import Reason
from ferrule.facts.workspace import Package
from ferrule.gates.deny import may_fetch
from ferrule.gates.gate import EVERYTHING, Call, Closed, Job, Tool, not_due
from ferrule.process.command import Command, Outcome
from ferrule.process.door import run
from ferrule.workspace.cargo_env import PLAIN
from ferrule.workspace.git import git
from ferrule.workspace.releases import RELEASE

ID = "semver-checks"
TITLE = "interface fits the version"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("cargo-semver-checks", "ferrule tools install cargo-semver-checks")
UNIT = "checks"
NOTHING = Reason.NOTHING_SEEN

_ASK_S: Final = 60.0
_CRATES_IO: Final = "crates-io"


def closed(job: Job) -> Closed | None:
    """Give why nothing is compared: no published library, no such revision, neither network nor tag."""
    libraries = _libraries(job)
    if not libraries:
        return not_due("no member is a library that may be published")
    given = job.settings.semver.baseline
    if given and not _git(job, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{given}^{{commit}}").ok:
        return Closed(Reason.NO_BASELINE, f"`semver.baseline`: git knows no revision {given!r}")
    if given or _release_tag(job, libraries):
        return None
    if not any(_may_be_on_crates_io(package) for package in libraries):
        detail = "no release tag, and no member may be published to crates.io"
        return Closed(Reason.NO_BASELINE, detail, "set `semver.baseline` to a revision")
    if may_fetch(job):
        return None
    # The tool minds neither the sandbox nor Cargo's offline mode: it must not even be started.
    remedy = "run it where there is a network, or set `semver.baseline` to a revision"
    return Closed(Reason.NO_NETWORK, "the registry may not be asked, and no release is tagged", remedy)


def state(job: Job) -> str:
    """Give the commits that tags and revisions stand for, and the day: a registry changes without telling."""
    names = (job.settings.semver.baseline, _release_tag(job, _libraries(job)))
    known = (_git(job, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") for name in names if name)
    return " ".join((*(said.stdout.text.strip() for said in known), datetime.now(UTC).date().isoformat()))


def call(job: Job) -> Call:
    """Give `cargo semver-checks check-release` against the baseline of the settings, else what is on crates.io.

    Where no member is there yet, against the last release tag. A member that is not there while others are has its
    first release before it, and is left out: `read` tells of it.
    """
    libraries = _libraries(job)
    names, baseline = _names(libraries), job.settings.semver.baseline
    if not baseline:
        published = _published(job, libraries)
        baseline = "" if published else _release_tag(job, libraries)
        names = _names(published) or names
    chosen = tuple(word for name in names for word in ("-p", name))
    against = ("--baseline-rev", baseline) if baseline else ()
    argv = ("cargo", "semver-checks", "check-release", *chosen, *against, *_features(job), "--color=never")
    return Call(argv, PLAIN, merged=True)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give what asks for a higher version, a part for each crate, and the number of checks."""
    named = outcome.argv
    compared = tuple(named[at + 1] for at, word in enumerate(named[:-1]) if word == "-p")
    workspace = job.workspace
    return read_semver_checks(
        outcome.stdout.text, workspace.root, workspace.target_folder, compared, _names(_libraries(job))
    )


def _libraries(job: Job) -> tuple[Package, ...]:
    """Give the members with a library that others may get from a registry."""
    return tuple(p for p in job.packages if p.publish != () and any(t.is_library for t in p.targets))


def _names(packages: tuple[Package, ...]) -> tuple[str, ...]:
    return tuple(package.name for package in packages)


def _features(job: Job) -> tuple[str, ...]:
    """Give the features that the user chose in the words of the tool; by itself it takes all but unstable ones."""
    selection = job.selection
    every = ("--all-features",) if selection.all_features else ()
    bare = ("--only-explicit-features",) if selection.no_default_features and not every else ()
    listed = ("--features", ",".join(selection.features)) if selection.features and not every else ()
    return (*every, *bare, *listed)


def _may_be_on_crates_io(package: Package) -> bool:
    """Give whether a crate of this name on crates.io could be this one: the tool asks no other registry."""
    return package.publish is None or _CRATES_IO in package.publish


def _published(job: Job, libraries: tuple[Package, ...]) -> tuple[Package, ...]:
    """Give the members that are on crates.io; none where it may not be asked."""
    if not may_fetch(job):
        return ()
    return tuple(package for package in libraries if _may_be_on_crates_io(package) and _is_there(job, package.name))


def _is_there(job: Job, name: str) -> bool:
    # Without the registry, Cargo would take a member for the crate of its name.
    argv = ("cargo", "info", "--registry", _CRATES_IO, name)
    return run(Command(argv, job.workspace.root, _ASK_S, PLAIN), cancel=job.cancel).ok


def _release_tag(job: Job, libraries: tuple[Package, ...]) -> str:
    """Give the newest tag of a release before what is here; empty when there is none.

    A tag on the very commit is the release that is judged, unless files have changed since. A tag with the name of
    a member is that member's alone, so it counts where no other is compared.
    """
    is_changed = bool(_git(job, "status", "--porcelain", "--untracked-files=no").stdout.text)
    before = () if is_changed else ("--no-contains", "HEAD")
    order = ("--sort=-version:refname", "--sort=-creatordate")  # the last one is the first to count
    listed = _git(job, "tag", "--merged", "HEAD", *before, *order).stdout.text.split("\n")
    own = {None, *(_names(libraries) if len(libraries) == 1 else ())}
    return next((tag for tag in listed if (found := RELEASE.fullmatch(tag)) and found["name"] in own), "")


def _git(job: Job, *words: str) -> Outcome:
    return git(job.workspace.root, *words, sandbox=job.sandbox, cancel=job.cancel)
