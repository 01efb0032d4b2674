"""What of a tool is there: every program of its name, its version, and what put it there."""

import os
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from ferrule.facts.tools import Found, Origin
from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.process.own_tools import tools_folder
from ferrule.process.programs import cargo_home, find_program, rustup_home, search_path
from ferrule.tools.pins import Pin

_ASK_S: Final = 20.0
_VERSION: Final = re.compile(r"\d+\.\d+(?:\.\d+)*[^\s,;)]*")
_NUMBER: Final = re.compile(r"\d+")


def look(pins: tuple[Pin, ...], at: Path) -> dict[str, tuple[Found, ...]]:
    """Give what is there of each tool by its name, the one that gates get first.

    Each program is started once, in the folder `at`, which decides on the toolchain where rustup stands behind it.
    """
    cancel = threading.Event()
    with ThreadPoolExecutor(4, "look") as pool:
        try:
            found = pool.map(lambda pin: tuple(_asked(pin, at, cancel)), pins)
            return {pin.name: programs for pin, programs in zip(pins, found, strict=True)}
        except BaseException:  # Ctrl-C too: leaving the pool waits for the programs
            cancel.set()
            raise


def version_of(program: Path, ask: tuple[str, ...], at: Path, cancel: threading.Event | None = None) -> str | None:
    """Give the version that a program tells; None when it does not start, fails or tells none."""
    asked = run(Command((str(program), *ask), at, _ASK_S), cancel=cancel)
    told = _VERSION.search(asked.stdout.text or asked.stderr.text) if asked.ok else None
    return told.group() if told else None


def is_older(version: str, bound: str) -> bool:
    """Give whether a version is below another one; only their numbers count."""
    return _numbers(version) < _numbers(bound)


def origin(path: Path) -> Origin:
    """Give what put a program there."""
    resolved = path.resolve()
    if resolved.is_relative_to(tools_folder().resolve()):
        return Origin.FERRULE
    if resolved.name == "rustup" or resolved.is_relative_to(rustup_home().resolve()):
        return Origin.RUSTUP
    if path.parent == Path(sys.executable).parent or "site-packages" in resolved.parts:
        return Origin.PYTHON
    return Origin.CARGO if path.parent == cargo_home() / "bin" else Origin.PATH


def _asked(pin: Pin, at: Path, cancel: threading.Event) -> Iterator[Found]:
    for path in _programs(pin.programs[0]):
        yield Found(str(path), version_of(path, pin.ask, at, cancel), origin(path))


def _programs(name: str) -> Iterator[Path]:
    """Yield the programs of a name in the order in which they are looked for, each file once."""
    folders = (shutil.which(name, path=folder) for folder in search_path().split(os.pathsep) if folder)
    first = find_program(name)  # also where no folder of the path has it
    seen = set[Path]()
    for path in (first, *(Path(found) for found in folders if found)):
        if path is not None and path.resolve() not in seen:
            seen.add(path.resolve())
            yield path


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _NUMBER.findall(version.partition("-")[0])[:3])
