"""A private copy of what `cargo check` needs of a target folder, so that dependencies stay fresh in it."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from ferrule.facts.workspace import Workspace

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_ROOMS = frozenset({".fingerprint", "build", "deps", "examples", "incremental"})
_LINKED = frozenset({".rmeta", ".rlib"})
_LIBRARIES = frozenset({".so", ".dylib", ".dll"})
"""Procedural macros: those of members are copied, since a linker may write into the file that is there."""


def copy_target(workspace: Workspace, copy: Path) -> None:
    """Fill `copy`, emptied before, with the state of the workspace's target folder; times stay what they are.

    Always from the start: a unit that was compiled with changes which are now gone would look fresh, for the
    files that are back in place are older than it. Artifacts and incremental states are hard links, since the
    compiler replaces them; the rest is copied, since it is rewritten in place. What only `cargo build` and
    `cargo test` make is left out.
    """
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    own = _own_macros(workspace)
    for profile in _profiles(workspace.target_folder):
        for room in sorted(_ROOMS):
            source = profile / room
            place = copy / source.relative_to(workspace.target_folder)
            try:
                shutil.copytree(source, place, symlinks=True, ignore=_ignored(room), copy_function=_bring(room, own))
            except OSError:  # it is not there, or the user's Cargo replaced files meanwhile
                if room == "incremental":  # half a state is worse than none
                    shutil.rmtree(place, ignore_errors=True)


def forget_members(workspace: Workspace, copy: Path) -> None:
    """Make Cargo call rustc for each unit of the workspace, so that each can be recorded, fresh or not."""
    for profile in _profiles(copy):
        for package in workspace.packages:
            for folder in (profile / ".fingerprint").glob(f"{package.name}-*"):
                if _FINGERPRINT.fullmatch(folder.name.removeprefix(f"{package.name}-")):
                    shutil.rmtree(folder, ignore_errors=True)


def _profiles(target_folder: Path) -> Iterator[Path]:
    """Yield the folders of the development profile: for the host, and for each other platform."""
    yield from (folder for folder in (target_folder / "debug", *target_folder.glob("*/debug")) if folder.is_dir())


def _own_macros(workspace: Workspace) -> frozenset[str]:
    targets = (target for package in workspace.packages for target in package.targets)
    return frozenset(target.name.replace("-", "_") for target in targets if "proc-macro" in target.kinds)


def _ignored(room: str) -> Callable[[str, list[str]], list[str]]:
    """Give the filter of a room for `copytree`: which of these names stay behind."""
    needed = {".d", *_LINKED, *_LIBRARIES}

    def ignored(_: str, names: list[str]) -> list[str]:
        if room == "incremental":
            return [name for name in names if name.endswith("-working")]
        if room in {"deps", "examples"}:
            return [name for name in names if Path(name).suffix not in needed]
        return []

    return ignored


def _bring(room: str, own_macros: frozenset[str]) -> Callable[[str, str], object]:
    def bring(source: str, place: str) -> None:
        path = Path(source)
        is_foreign_macro = path.suffix in _LIBRARIES and _crate_name(path) not in own_macros
        is_artifact = room == "deps" and (path.suffix in _LINKED or is_foreign_macro)
        is_state = room == "incremental" and path.suffix != ".lock"  # a linked lock would make two Cargos wait
        if is_artifact or is_state:
            _link(source, place)
        else:
            shutil.copy2(source, place)

    return bring


def _crate_name(file: Path) -> str:
    return file.stem.removeprefix("lib").rpartition("-")[0]


def _link(source: str, place: str) -> None:
    try:
        os.link(source, place)
    except OSError:  # another file system
        shutil.copy2(source, place)
