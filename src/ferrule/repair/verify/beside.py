"""Folders outside of the root that a build needs."""

from pathlib import Path

import msgspec

from ferrule.facts.workspace import Workspace
from ferrule.process.command import Command
from ferrule.process.door import run

_TIMEOUT_S = 120.0


class _Package(msgspec.Struct):
    manifest_path: str
    source: str | None = None


class _Metadata(msgspec.Struct):
    packages: list[_Package]


def beside(workspace: Workspace) -> tuple[Path, ...]:
    """Give the folders of members and `path` dependencies outside of the root, to be believed of a trusted workspace.

    Without those that lead elsewhere or hold the home folder: what misses them says so when it is built.
    """
    home = Path.home().resolve()
    folders = {package.folder for package in workspace.packages} | _path_dependencies(workspace.root)
    return tuple(
        folder
        for folder in sorted(folders)
        if folder == folder.resolve() and not folder.is_relative_to(workspace.root) and not home.is_relative_to(folder)
    )


def _path_dependencies(root: Path) -> set[Path]:
    """Give the folders of all packages that come from no registry; none where Cargo does not tell."""
    argv = ("cargo", "metadata", "--format-version=1", "--offline", "--color=never")
    outcome = run(Command(argv, root, _TIMEOUT_S, keep_bytes=1 << 26))
    try:
        packages = msgspec.json.decode(outcome.stdout.text, type=_Metadata).packages
    except msgspec.MsgspecError:
        return set()
    return {Path(package.manifest_path).parent for package in packages if package.source is None}
