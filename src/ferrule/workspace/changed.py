"""Which members are touched since a revision, and what needs them."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from ferrule.errors import WrongUse
from ferrule.facts.workspace import Package, Workspace
from ferrule.process.command import Outcome
from ferrule.workspace.content import outside
from ferrule.workspace.git import git
from ferrule.workspace.graph import dependents

_HARMLESS: Final = (".github/*", ".gitignore", ".gitattributes", ".editorconfig")
"""Files at the top that no build has to do with."""
_TRUNKS: Final = ("origin/HEAD", "main", "master", "trunk")


@dataclass(frozen=True, slots=True)
class Touched:
    """What changed since a revision."""

    since: str
    """The commit that was compared with, its first characters."""
    files: tuple[str, ...]
    """Relative to the workspace, absolute where they lie outside; changed, new and deleted, committed or not."""
    packages: frozenset[str]
    """Members whose files changed, and those that need them."""
    unseen: tuple[str, ...] = ()
    """Folders outside of the repository that a build reads: nobody knows what changed there."""


def touched(workspace: Workspace, revision: str) -> Touched:
    """Give the members that a change since `revision` can concern.

    Compared is the working tree with the merge base of `revision` and HEAD; an empty `revision` means the default
    branch. A changed file that lies in no package concerns every member: any of them may include it. Outside of the
    workspace only members and path dependencies count.

    Raises:
        WrongUse: without git, or when git does not know the revision or gives no whole answer.
    """
    root = workspace.root
    start = _merge_base(root, revision)
    top = Path(_said(git(root, "rev-parse", "--show-toplevel")).removesuffix("\n"))
    plain = ("--name-only", "--no-renames", "--no-relative", "--ignore-submodules=none", "--no-ext-diff", "-z")
    listed = _said(git(top, "diff", *plain, start, "--"))
    new = _said(git(top, "ls-files", "--others", "--exclude-standard", "-z"))
    beyond = outside(workspace)
    changed = {top / name for text in (listed, new) for name in text.split("\0") if name}
    counted = {path for path in changed if _counts(path, workspace, beyond)}
    owners = {_owner(workspace, path) for path in counted}
    every = frozenset(package.name for package in workspace.packages)
    packages = every if "" in owners else dependents(workspace, owners)
    unseen = tuple(str(folder) for folder in beyond if not folder.is_relative_to(top))
    return Touched(start[:12], tuple(sorted(_shown(path, root) for path in counted)), packages, unseen)


def _counts(path: Path, workspace: Workspace, beyond: tuple[Path, ...]) -> bool:
    """Give whether a build may have to do with a file."""
    root = workspace.root
    if not path.is_relative_to(root):
        return any(path.is_relative_to(folder) for folder in beyond)
    harmless = any(fnmatchcase(path.relative_to(root).as_posix(), one) for one in _HARMLESS)
    return not harmless and not path.is_relative_to(workspace.target_folder)


def _owner(workspace: Workspace, path: Path) -> str:
    """Give the member in whose folder a file lies, the innermost; empty when in none, or when it governs all."""
    if path.name in {"Cargo.lock", "rust-toolchain", "rust-toolchain.toml"} or ".cargo" in path.parts:
        return ""
    if path == workspace.root / "Cargo.toml":
        return ""
    homes = [package for package in workspace.packages if path.is_relative_to(package.folder)]
    home = max(homes, key=lambda package: len(package.folder.parts), default=None)
    if home is None or (len(workspace.packages) > 1 and home.folder == workspace.root and not _is_own(home, path)):
        return ""
    return home.name


def _is_own(package: Package, path: Path) -> bool:
    """Give whether a file in the folder of the root package is that package's alone: others may use what is not."""
    folders = {target.src_path.parent for target in package.targets} - {package.folder}
    folders |= {package.folder / name for name in ("src", "tests", "benches", "examples")}
    return any(path.is_relative_to(folder) for folder in folders) or any(path == t.src_path for t in package.targets)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _merge_base(root: Path, revision: str) -> str:
    head = git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if not head.ok:
        said = head.stderr.text.strip().split("\n")[0]
        raise WrongUse(f"{root}: --changed needs a git repository with a commit{f': {said}' if said else ''}")
    wanted = (revision,) if revision else _TRUNKS
    for name in wanted:
        if not git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").ok:
            continue
        found = git(root, "merge-base", name, "HEAD")
        if found.ok:
            return found.stdout.text.strip()
        raise WrongUse(
            f"--changed {name}: it has no commit in common with HEAD; a shallow clone? try `git fetch --unshallow`"
        )
    if revision:
        raise WrongUse(f"--changed {revision}: git knows no such revision")
    raise WrongUse(f"--changed: none of {', '.join(_TRUNKS)} is here; name a revision")


def _said(outcome: Outcome) -> str:
    """Give git's whole answer: a part of it would make changed members look unchanged."""
    if not outcome.ok or outcome.stdout.cut_bytes:
        why = outcome.stderr.text.strip().split("\n")[0] or outcome.note or "its answer is too long"
        raise WrongUse(f"--changed: git does not tell what has changed: {why}")
    return outcome.stdout.text
