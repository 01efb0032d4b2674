"""Which rustc wrapper the user has set already, so that ours calls it: environment first, then Cargo's settings."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from ferrule.process.programs import cargo_home

_VARIABLES = ("RUSTC_WRAPPER", "CARGO_BUILD_RUSTC_WRAPPER")
_DEEPEST = 8
"""Settings that include each other would never end."""


def chained_wrapper(root: Path, env: Mapping[str, str] = os.environ) -> str:
    """Give the program that Cargo would call before rustc at `root`; empty when there is none.

    A variable that is set and empty switches off what the settings say, as it does for Cargo.
    `cargo config get` would know it, but is unstable.
    """
    for name in _VARIABLES:
        if name in env:
            return _placed(env[name], root)
    found = (_in_settings(file) for file in _settings(root))
    return next((wrapper for wrapper in found if wrapper is not None), "")


def _settings(root: Path) -> Iterator[Path]:
    """Yield Cargo's settings files, the strongest first."""
    folders = [folder / ".cargo" for folder in (root, *root.parents)]
    if cargo_home() not in folders:
        folders.append(cargo_home())
    for folder in folders:
        # Where both exist, Cargo takes the name without an ending.
        names = (folder / "config", folder / "config.toml")
        file = next((name for name in names if name.is_file()), None)
        if file is not None:
            yield file


def _in_settings(file: Path, depth: int = 0) -> str | None:
    """Give `build.rustc-wrapper`; None when the file, and what it includes, do not say."""
    settings = _table(file)
    build = settings.get("build")
    wrapper = build.get("rustc-wrapper") if isinstance(build, dict) else None
    if isinstance(wrapper, str):
        return _placed(wrapper, file.parent.parent)
    others = reversed(_included(settings, file)) if depth < _DEEPEST else ()  # the last one wins
    return next((found for other in others if (found := _in_settings(other, depth + 1)) is not None), None)


def _table(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}  # Cargo itself complains about it


def _included(settings: Mapping[str, object], file: Path) -> list[Path]:
    given = settings.get("include", ())
    entries = given if isinstance(given, list) else [given]
    names = [entry.get("path") if isinstance(entry, dict) else entry for entry in entries]
    return [file.parent / name for name in names if isinstance(name, str)]


def _placed(wrapper: str, folder: Path) -> str:
    """Give a bare name as it is, and a relative path from the folder that it is meant from."""
    return str(folder / wrapper) if "/" in wrapper else wrapper
