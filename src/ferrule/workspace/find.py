"""The root of a workspace, found without starting any program."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ferrule.errors import BadLock, BadManifest, NoWorkspace
from ferrule.process.programs import cargo_home

MANIFEST = "Cargo.toml"
_CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ")


def find_root(start: Path) -> Path:
    """Give the folder of the workspace that `start` (a folder, or a Cargo.toml) belongs to.

    Follows Cargo's own search: from the nearest manifest upwards, the first that has a `[workspace]` and does not
    exclude the nearest one, or that points to a workspace with `package.workspace`. `cargo metadata` has the last
    word: keys of a type that Cargo refuses are passed over here.

    Raises:
        NoWorkspace: when there is no manifest from here upwards.
        BadManifest: when one on the way cannot be read, or points to where none is.
    """
    nearest = nearest_manifest(start)
    for manifest in (nearest, *_above(nearest)):
        root = _named_root(manifest, nearest)
        if root is not None:
            return root
    return nearest.parent


def nearest_manifest(start: Path) -> Path:
    """Give the Cargo.toml in this folder, or in the nearest one above it.

    Raises:
        NoWorkspace: when there is none.
    """
    try:
        folder = start.resolve(strict=True)
    except FileNotFoundError as fault:
        raise NoWorkspace(f"{start}: no such folder") from fault
    except (OSError, RuntimeError) as fault:  # RuntimeError: links in a circle
        raise NoWorkspace(f"{start}: {fault}") from fault
    if folder.is_file():
        folder = folder.parent
    for place in (folder, *folder.parents):
        if _is_file(place / MANIFEST):
            return place / MANIFEST
    raise NoWorkspace(f"{folder}: no {MANIFEST} here or in any folder above")


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


def _above(nearest: Path) -> Iterator[Path]:
    """Yield the manifests above, as far as Cargo looks: not beyond its own home, nor out of `target/package`."""
    below: Path | None = None
    for place in nearest.parent.parents:
        if below == cargo_home() or place.parts[-2:] == ("target", "package"):
            return
        if _is_file(place / MANIFEST):
            yield place / MANIFEST
        below = place


def _named_root(manifest: Path, member: Path) -> Path | None:
    """Give the root that a manifest on the way names: its own folder, or where it points to."""
    content = _read(manifest)
    if "workspace" in content:
        section = content["workspace"]
        excluded = isinstance(section, dict) and _excluded(member, manifest.parent, section)
        return None if excluded else manifest.parent
    package = content.get("package")
    pointer = package.get("workspace") if isinstance(package, dict) else None
    return _pointed(manifest, pointer) if isinstance(pointer, str) else None


def _pointed(manifest: Path, pointer: str) -> Path:
    # Cargo takes `..` away before it looks at links.
    folder = Path(os.path.normpath(manifest.parent / pointer))
    if not _is_file(folder / MANIFEST):
        raise BadManifest(f"{manifest}: package.workspace = {pointer!r}: no {MANIFEST} in {folder}")
    return folder.resolve()


def _excluded(member: Path, root: Path, section: dict[str, Any]) -> bool:
    def within(key: str) -> bool:
        names = section.get(key)
        listed = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        return any(member.is_relative_to(root / name) for name in listed)

    # A member that is listed by its very path beats an exclusion; one that a pattern matches does not.
    return within("exclude") and not within("members")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be looked into: Cargo takes it for empty too
        return False


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadManifest(f"{path}: {fault}") from fault
