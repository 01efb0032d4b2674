"""The root of a workspace, found without starting any program."""

import tomllib
from pathlib import Path
from typing import Any

from ferrule.errors import BadLock, BadManifest, NoWorkspace

MANIFEST = "Cargo.toml"
_CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ")


def find_root(start: Path) -> Path:
    """Give the folder of the workspace that `start` (a folder, or a Cargo.toml) belongs to.

    Follows Cargo's own search: the nearest manifest, its `package.workspace`, else the nearest manifest
    above it that has a `[workspace]` and does not exclude it. `cargo metadata` has the last word.

    Raises:
        NoWorkspace: when there is no manifest from here upwards.
        BadManifest: when one on the way cannot be read.
    """
    folder = start.resolve()
    if not folder.exists():
        raise NoWorkspace(f"{start}: no such folder")
    if folder.is_file():
        folder = folder.parent
    nearest = _nearest(folder)
    if nearest is None:
        raise NoWorkspace(f"{folder}: no {MANIFEST} here or in any folder above")
    manifest = _read(nearest)
    if "workspace" in manifest:
        return nearest.parent
    pointer = manifest.get("package", {}).get("workspace")
    if isinstance(pointer, str):
        return (nearest.parent / pointer).resolve()
    return _root_above(nearest.parent) or nearest.parent


def check_lock(root: Path) -> None:
    """Pass when the workspace has no Cargo.lock or a readable one.

    Raises:
        BadLock: naming the file and the line.
    """
    path = root / "Cargo.lock"
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as fault:
        raise BadLock(f"{path}: {fault}") from fault
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_CONFLICT):
            raise BadLock(f"{path}:{number}: an unresolved merge conflict ({line[:20]!r})")
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadLock(f"{path}: {fault}") from fault


def _nearest(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        if (place / MANIFEST).is_file():
            return place / MANIFEST
    return None


def _root_above(member: Path) -> Path | None:
    for place in member.parents:
        if (place / MANIFEST).is_file():
            section = _read(place / MANIFEST).get("workspace")
            if isinstance(section, dict):
                return None if _excluded(member, place, section) else place
    return None


def _excluded(member: Path, root: Path, section: dict[str, Any]) -> bool:
    inside = member.relative_to(root).as_posix()

    def within(key: str) -> bool:
        names = [str(name).rstrip("/") for name in section.get(key, ())]
        return any(inside == name or inside.startswith(f"{name}/") for name in names)

    # A member that is listed by its very path beats an exclusion; one that a pattern matches does not.
    return within("exclude") and not within("members")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadManifest(f"{path}: {fault}") from fault
