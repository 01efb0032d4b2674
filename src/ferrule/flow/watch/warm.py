"""What Cargo says of the workspace, kept within one process as long as nothing changed that it hangs on."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.request import CheckRequest
from ferrule.facts.workspace import Workspace
from ferrule.flow.admitted import Admitted, Refused, admitted
from ferrule.flow.watch.looking import marks_of
from ferrule.process.programs import cargo_home, find_program, rustup_home
from ferrule.workspace.find import find_root
from ferrule.workspace.trust import settings_files, standing

_DISCOVERED: Final = ("", "src", "src/bin", "tests", "examples", "benches")
"""Where Cargo finds targets that no manifest names."""


@dataclass(slots=True)
class Warm:
    """The workspace as it was last read."""

    _key: object = None
    _found: Admitted | None = None

    def admitted(self, request: CheckRequest) -> Admitted | Refused:
        """Give what `admitted` gives, without asking Cargo and rustc again where the answer would be the same.

        Raises:
            FerruleError: as `admitted` does.
        """
        if self._found is not None and self._key == _key(request, self._found.workspace):
            return self._found
        self._found = None
        found = admitted(request)
        if isinstance(found, Admitted):
            self._key, self._found = _key(request, found.workspace), found
        return found

    def forget(self) -> None:
        """Ask anew the next time, whatever seems unchanged."""
        self._found = None


def sentinels(root: Path) -> tuple[Path, ...]:
    """Give the files outside of the workspace that what Cargo says hangs on, be they there or not."""
    home = cargo_home()
    above = (folder / name for folder in root.parents for name in ("Cargo.toml", "rust-toolchain.toml"))
    found = (*settings_files(root), home / "config.toml", home / "config", rustup_home() / "settings.toml", *above)
    return tuple(dict.fromkeys(path for path in found if not path.is_relative_to(root)))


def _key(request: CheckRequest, workspace: Workspace) -> object:
    """Give what is another thing as soon as the answer of Cargo may be another one."""
    root = find_root(request.start)
    trust = standing(root)
    programs = [path for name in ("cargo", "rustc", "rustup") if (path := find_program(name))]
    named = [root / name for name in ("Cargo.toml", "Cargo.lock", "ferrule.toml")]
    manifests = [package.manifest for package in workspace.packages]
    files = marks_of((*named, *manifests, *settings_files(root), *sentinels(root), *programs))
    return request, root, trust.allowed, trust.why, files, tuple(_listings(workspace))


def _listings(workspace: Workspace) -> Iterator[tuple[str, ...]]:
    """Yield the names in each folder where a new file makes a target, or a new folder a member."""
    for package in workspace.packages:
        for place in _DISCOVERED:
            yield _names(package.folder / place)
    for folder in {package.folder.parent for package in workspace.packages}:
        yield _names(folder)


def _names(folder: Path) -> tuple[str, ...]:
    try:
        with os.scandir(folder) as found:
            return tuple(sorted(entry.name for entry in found if _may_be_one(entry)))
    except OSError:
        return ()


def _may_be_one(entry: "os.DirEntry[str]") -> bool:
    return entry.name.endswith(".rs") or entry.is_dir(follow_symlinks=False)
