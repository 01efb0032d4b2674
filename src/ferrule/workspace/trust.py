"""Whether programs that a workspace names may run: reading a Rust workspace is executing it.

`cargo metadata` already runs what `.cargo/config.toml` (`build.rustc`, wrappers) or `rust-toolchain.toml`
(`path`) name. So nothing is started in a workspace that has such files until its user has said so. What was
trusted is a hash over those files and the workspace's path, kept in the *user's* state folder.
"""

import hashlib
import json
import os
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_state_path

from ferrule.facts.workspace import Standing
from ferrule.process.programs import cargo_home

VARIABLE = "FERRULE_TRUST"
_SETTINGS = (".cargo/config", ".cargo/config.toml", "rust-toolchain", "rust-toolchain.toml")


def settings_files(root: Path) -> tuple[Path, ...]:
    """Give the files that can make Cargo or ferrule start a program: here, and in the folders above.

    Cargo and rustup read them upwards to the file system's root; Cargo's own home folder is the user's.
    """
    found: list[Path] = []
    for folder in (root, *root.parents):
        for name in _SETTINGS:
            path = folder / name
            if path.is_file() and path.parent.resolve() != cargo_home().resolve():
                found += [path, *_included(path)]
    if (root / "ferrule.toml").is_file():
        found.append(root / "ferrule.toml")
    return tuple(dict.fromkeys(found))


def standing(root: Path) -> Standing:
    """Give whether Cargo may be started in this workspace."""
    files = settings_files(root)
    if os.environ.get(VARIABLE) == "1":
        return Standing(allowed=True, why=f"{VARIABLE}=1", files=files)
    if not files:
        return Standing(allowed=True, why="no settings that name programs: as safe as `cargo build`")
    remembered = _remembered(root)
    if remembered is None:
        return Standing(allowed=False, why="not trusted yet", files=files)
    if remembered != fingerprint(root, files):
        return Standing(allowed=False, why="its settings changed since it was trusted", files=files)
    return Standing(allowed=True, why="trusted with `ferrule trust`", files=files)


def remember(root: Path) -> Path:
    """Trust the workspace as it is now; gives the file in the user's state folder that says so."""
    record = _record(root)
    record.parent.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    value = {"path": str(root), "fingerprint": fingerprint(root, settings_files(root)), "since": now}
    new = record.with_suffix(f".{os.getpid()}.new")
    new.write_text(json.dumps(value, indent=1) + "\n")
    new.replace(record)
    return record


def forget(root: Path) -> bool:
    """Take the trust back; gives whether there was any."""
    record = _record(root)
    known = record.exists()
    record.unlink(missing_ok=True)
    return known


def fingerprint(root: Path, files: tuple[Path, ...]) -> str:
    """Give the hash over the workspace's path and the names and bytes of its settings."""
    digest = hashlib.sha256(os.fsencode(root))
    for path in files:
        content = path.read_bytes()
        digest.update(b"\0" + os.fsencode(path) + b"\0" + str(len(content)).encode() + b"\0" + content)
    return digest.hexdigest()


def _record(root: Path) -> Path:
    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:24]
    return user_state_path("ferrule") / "trust" / f"{name}.json"


def _remembered(root: Path) -> str | None:
    try:
        value = json.loads(_record(root).read_text())
        return str(value["fingerprint"]) if value["path"] == str(root) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no record, or one that nobody can read: not trusted


def _included(config: Path) -> Iterator[Path]:
    """Yield what a Cargo configuration includes; a file that cannot be read is Cargo's to refuse."""
    seen: set[Path] = set()
    waiting = [config]
    while waiting:
        path = waiting.pop()
        try:
            entries = tomllib.loads(path.read_bytes().decode()).get("include", [])
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            continue
        for entry in [entries] if isinstance(entries, str) else entries:
            name = entry.get("path", "") if isinstance(entry, dict) else str(entry)
            target = path.parent / name
            if target.is_file() and target not in seen:
                seen.add(target)
                waiting.append(target)
                yield target
