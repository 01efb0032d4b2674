"""Which releases of Rust are installed, and how Cargo is started under one of them."""

import functools
import os
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.process.programs import find_program
from ferrule.process.sandbox import Sandbox

_ASK_S: Final = 30.0
_RELEASE = re.compile(r"rustc (\d+)\.(\d+)\.(\d+) ")
"""A nightly or beta of 1.90 is not the release 1.90: it has a suffix, and is passed over."""
_LISTED = re.compile(r"(?P<name>\S+)(?: \([^)]*\))? +(?P<path>/.*)")


@dataclass(frozen=True, slots=True)
class Installed:
    """One release of Rust that is on this machine."""

    release: tuple[int, ...]
    rustc: str
    """The compiler: a path, or a name on PATH for the one that Cargo uses anyway."""
    start: tuple[str, ...]
    """What begins a command line that runs Cargo of this release."""


def installed_for(
    version: str, root: Path, sandbox: Sandbox | None = None, cancel: threading.Event | None = None
) -> Installed | None:
    """Give an installed release that proves what a `rust-version` declares; None when there is none.

    That is one of the same minor release with no older patch: what a patch release brings are corrections. The one
    that Cargo uses in the workspace at `root` is preferred. Nothing is ever installed.
    """
    wanted = _numbers(version)
    active = os.environ.get("RUSTC") or "rustc"
    own = Installed(_release(active, root, sandbox, cancel), active, ("cargo",))
    if _proves(own, wanted):
        return own
    rustup = find_program("rustup")
    others = _of_rustup(rustup) if rustup else ()
    return next((other for other in others if _proves(other, wanted)), None)


def _proves(installed: Installed, wanted: tuple[int, ...]) -> bool:
    return installed.release[:2] == wanted[:2] and installed.release >= wanted


def _numbers(version: str) -> tuple[int, ...]:
    """Give `1.70` as (1, 70, 0); Cargo has refused what is no version."""
    numbers = [int(part) for part in re.findall(r"\d+", version)[:3]]
    return tuple((*numbers, 0, 0)[:3])


def _release(rustc: str, folder: Path, sandbox: Sandbox | None, cancel: threading.Event | None) -> tuple[int, ...]:
    """Give the release of a compiler; empty for a nightly, and for one that does not answer."""
    said = run(Command((rustc, "-V"), folder, _ASK_S, {"RUSTUP_AUTO_INSTALL": "0"}, sandbox=sandbox), cancel=cancel)
    found = _RELEASE.match(said.stdout.text)
    return tuple(int(part) for part in found.groups()) if found and said.ok else ()


@functools.cache
def _of_rustup(rustup: Path) -> tuple[Installed, ...]:
    """Give the releases that rustup has, asked for once."""
    said = run(Command((str(rustup), "toolchain", "list", "-v"), Path("/"), _ASK_S))
    listed = (_LISTED.fullmatch(line.strip()) for line in said.stdout.text.split("\n"))
    return tuple(
        Installed(_release(f"{found['path']}/bin/rustc", Path("/"), None, None), f"{found['path']}/bin/rustc", start)
        for found in listed
        if found and (start := (str(rustup), "run", found["name"], "cargo"))
    )
