"""What the user's and the workspace's settings make Cargo hand to a compiler, or put before a test program."""

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ferrule.process.programs import cargo_home

_NAMES: Final = ("config", "config.toml")
_TARGET: Final = "CARGO_TARGET_"


def flags(root: Path, name: str, host: Callable[[], str]) -> tuple[str, ...]:
    """Give the flags for `rustflags` or `rustdocflags`, from the first place that counts to Cargo.

    That is the variable, else the section of the target, else `build`. Settings of a target with `cfg` count, though
    its condition may not hold. https://doc.rust-lang.org/cargo/reference/config.html#buildrustflags

    Args:
        root: the folder of the workspace.
        name: `rustflags` or `rustdocflags`.
        host: gives the triple of this machine; asked only where settings name one.
    """
    variable = name.upper()
    encoded, given = os.environ.get(f"CARGO_ENCODED_{variable}"), os.environ.get(variable)
    if encoded is not None:
        return tuple(encoded.split("\x1f"))
    if given is not None:
        return tuple(given.split())
    files = tuple(_files(root))
    return _of_target(files, name, host) or (
        *_words(os.environ.get(f"CARGO_BUILD_{variable}")),
        *(word for settings in files for word in _words(_table(settings, "build").get(name))),
    )


def runner(root: Path, host: Callable[[], str]) -> tuple[str, ...]:
    """Give the command under which Cargo starts test programs; empty when it starts them itself."""
    values = (_variable("RUNNER", host), *_target_values(tuple(_files(root)), "runner", host))
    return next((words for words in values if words), ())


def aliases(root: Path) -> dict[str, tuple[str, ...]]:
    """Give the commands that the settings add to Cargo, with what they stand for; the nearest file counts."""
    named: dict[str, tuple[str, ...]] = {}
    for settings in _files(root):
        for name, value in _table(settings, "alias").items():
            named.setdefault(name, _words(value))
    return named


def _of_target(files: tuple[Mapping[str, Any], ...], name: str, host: Callable[[], str]) -> tuple[str, ...]:
    own = _variable(name.upper(), host)
    return (*own, *(word for words in _target_values(files, name, host) for word in words))


def _variable(name: str, host: Callable[[], str]) -> tuple[str, ...]:
    """Give what a variable such as `CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER` says for this machine."""
    if not any(key.startswith(_TARGET) and key.endswith(f"_{name}") for key in os.environ):
        return ()
    triple = host().upper().replace("-", "_").replace(".", "_")
    return _words(os.environ.get(f"{_TARGET}{triple}_{name}"))


def _target_values(
    files: tuple[Mapping[str, Any], ...], name: str, host: Callable[[], str]
) -> Iterator[tuple[str, ...]]:
    for settings in files:
        for target, table in _table(settings, "target").items():
            words = _words(table.get(name)) if isinstance(table, Mapping) else ()
            if words and (target.startswith("cfg(") or target == host()):
                yield words


def _files(root: Path) -> Iterator[Mapping[str, Any]]:
    """Yield what Cargo's settings files say, the nearest first; one that is no TOML is Cargo's to complain of."""
    folders = dict.fromkeys((*(folder / ".cargo" for folder in (root, *root.parents)), cargo_home()))
    for path in (folder / name for folder in folders for name in _NAMES):
        try:
            yield tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            continue


def _table(settings: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = settings.get(name)
    return table if isinstance(table, Mapping) else {}


def _words(value: Any) -> tuple[str, ...]:
    """Give a command or flags, which Cargo takes as one string or as a list."""
    if isinstance(value, list):
        return tuple(str(word) for word in value)
    return tuple(value.split()) if isinstance(value, str) else ()
