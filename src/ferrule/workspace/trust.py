"""Whether programs that a workspace names may run: reading a Rust workspace is executing it.

`cargo metadata` already runs what `.cargo/config.toml` (`build.rustc`, wrappers) or `rust-toolchain.toml`
(`path`) name. So nothing is started in a workspace that has such files until its user has said so. What was
trusted is a hash over those files and the workspace's path, kept in the *user's* state folder.
"""

import errno
import hashlib
import json
import os
import stat
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_state_path

from ferrule.errors import StoreBroken, Untrusted
from ferrule.facts.workspace import Standing
from ferrule.process.programs import cargo_home

VARIABLE = "FERRULE_TRUST"
_SETTINGS = (".cargo/config", ".cargo/config.toml", "rust-toolchain", "rust-toolchain.toml")


def settings_files(root: Path) -> tuple[Path, ...]:
    """Give the files that can make Cargo or ferrule start a program: here, and in the folders above.

    Cargo and rustup read them upwards to the file system's root; Cargo's own home folder is the user's, unless
    it lies in the workspace or the repository around it. What cannot be looked at counts as being there.
    """
    home = Path(os.path.normpath(root / cargo_home()))  # Cargo takes a relative one from where it stands
    comes_along = _comes_along(root, home)
    found: list[Path] = []
    for folder in (root, *root.parents):
        for name in _SETTINGS:
            path = folder / name
            if _is_there(path) and (comes_along or path.parent.resolve() != home.resolve()):
                found += [path, *_included(path)]
    for path in (home / "config", home / "config.toml") if comes_along else ():
        if _is_there(path):
            found += [path, *_included(path)]
    if _is_there(root / "ferrule.toml"):
        found.append(root / "ferrule.toml")
    return tuple(dict.fromkeys(found))


def standing(root: Path) -> Standing:
    """Give whether Cargo may be started in this workspace."""
    files = settings_files(root)
    if os.environ.get(VARIABLE) == "1":
        return Standing(allowed=True, why=f"{VARIABLE}=1", files=files)
    if not files:
        return Standing(allowed=True, why="no settings that name programs: as safe as `cargo build`")
    try:
        now = fingerprint(root, files)
    except OSError as fault:
        return Standing(allowed=False, why=f"its settings cannot be read ({fault})", files=files)
    remembered = _remembered(root)
    if remembered is None:
        return Standing(allowed=False, why="not trusted yet", files=files)
    if remembered != now:
        return Standing(allowed=False, why="its settings changed since it was trusted", files=files)
    return Standing(allowed=True, why="trusted with `ferrule trust`", files=files)


def remember(root: Path) -> Path:
    """Trust the workspace as it is now; gives the file in the user's state folder that says so.

    Raises:
        Untrusted: when its settings cannot be read.
        StoreBroken: when the state folder cannot be written.
    """
    try:
        now = fingerprint(root, settings_files(root))
    except OSError as fault:
        raise Untrusted(f"{root}: its settings cannot be read ({fault})") from fault
    record = _record(root)
    since = datetime.now(UTC).isoformat(timespec="seconds")
    new = record.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}.new")
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps({"path": str(root), "fingerprint": now, "since": since}, indent=1) + "\n")
        new.replace(record)
    except OSError as fault:
        raise StoreBroken(f"{record}: cannot be written: {fault.strerror}") from fault
    return record


def forget(root: Path) -> bool:
    """Take the trust back; gives whether there was any.

    Raises:
        StoreBroken: when the state folder cannot be written.
    """
    record = _record(root)
    try:
        record.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as fault:
        raise StoreBroken(f"{record}: cannot be removed: {fault.strerror}") from fault
    return True


def fingerprint(root: Path, files: tuple[Path, ...]) -> str:
    """Give the hash over the workspace's path and the names and bytes of its settings.

    Raises:
        OSError: when one cannot be read, or is no regular file.
    """
    digest = hashlib.sha256(os.fsencode(root))
    for path in files:
        content = _content(path)
        digest.update(b"\0" + os.fsencode(path) + b"\0" + str(len(content)).encode() + b"\0" + content)
    return digest.hexdigest()


def _comes_along(root: Path, home: Path) -> bool:
    """Give whether Cargo's home lies in the workspace or its repository (`CARGO_HOME=$PWD/.cargo`)."""
    # A home folder under version control holds the usual `~/.cargo` too, and that is the user's.
    usual = home == Path.home() / ".cargo"
    top = next((folder for folder in (root, *root.parents) if os.access(folder / ".git", os.F_OK)), root)
    return any(place.is_relative_to(root if usual else top) for place in (home, home.resolve()))


def _is_there(path: Path) -> bool:
    """Give whether there is something that Cargo would read; folders are not."""
    try:
        return not stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as fault:
        # Links in a circle are nothing to Cargo either; what may not be looked at may be anything.
        return fault.errno not in {errno.ELOOP, errno.ENAMETOOLONG}
    except ValueError:  # a NUL in an included name
        return False


def _content(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return path.read_bytes()


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
            entries = tomllib.loads(_content(path).decode()).get("include", [])
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            continue
        for entry in entries if isinstance(entries, list) else [entries]:
            name = entry.get("path") if isinstance(entry, dict) else entry
            target = path.parent / name if isinstance(name, str) else None
            if target is not None and target not in seen and _is_there(target):
                seen.add(target)
                waiting.append(target)
                yield target
