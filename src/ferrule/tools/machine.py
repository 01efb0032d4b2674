"""What kind of machine this is: which prebuilt file fits it, and who can fetch one."""

import functools
import os
import platform
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.process.programs import find_program
from ferrule.tools.pins import Pin, WheelFile

_ASK_S: Final = 20.0
_MANYLINUX: Final = re.compile(r"manylinux_(\d+)_(\d+)_(\w+)")
_MACOS: Final = re.compile(r"macosx_(\d+)_(\d+)_(\w+)")
_LLVM: Final = re.compile(r"^LLVM version: (\d+)", re.MULTILINE)


@functools.cache
def this_machine() -> tuple[str, str, tuple[int, ...]]:
    """Give system (`linux`, `darwin`), processor and the version of glibc or macOS; `()` where there is no glibc."""
    release = platform.mac_ver()[0] if sys.platform == "darwin" else _glibc()
    return sys.platform, platform.machine(), tuple(int(part) for part in release.split(".") if part.isdecimal())[:2]


def fitting(pin: Pin, machine: tuple[str, str, tuple[int, ...]]) -> WheelFile | None:
    """Give the prebuilt file for a machine; None when there is none."""
    return next((file for file in pin.files if _fits(file.name, machine)), None)


def told(machine: tuple[str, str, tuple[int, ...]]) -> str:
    """Give a machine in words."""
    system, processor, release = machine
    library = "macOS" if system == "darwin" else "glibc"
    return f"{system} {processor}, {f'{library} {release[0]}.{release[1]}' if len(release) > 1 else 'without glibc'}"


def _fits(name: str, machine: tuple[str, str, tuple[int, ...]]) -> bool:
    system, processor, release = machine
    tags = _MACOS if system == "darwin" else _MANYLINUX if system == "linux" else None
    if tags is None or not release:
        return False
    parts = name.removesuffix(".whl").rpartition("-")[2].split(".")
    found = (match for part in parts if (match := tags.fullmatch(part)))
    return any(match[3] == processor and (int(match[1]), int(match[2])) <= release for match in found)


def _glibc() -> str:
    """Give the version of glibc; empty with another library (musl)."""
    try:
        told = os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, OSError, ValueError):
        told = ""
    return told.removeprefix("glibc ")


def llvm_of_rustc(at: Path) -> int:
    """Give the release of LLVM of the rustc that is started in this folder; 0 when it tells none."""
    asked = run(Command((os.environ.get("RUSTC") or "rustc", "-vV"), at, _ASK_S))
    found = _LLVM.search(asked.stdout.text)
    return int(found[1]) if found else 0


def fetcher() -> tuple[str, ...] | None:
    """Give the beginning of the command that fetches and unpacks wheels: pip, else uv; None when neither is here.

    pip first: it is beside nearly every Python, and whoever needs a proxy, a certificate or an index of their own has
    told it already. An environment made by uv has no pip, but then uv is here and knows these things.
    """
    if find_spec("pip") is not None:
        # -P: no module of the folder that it is started in.
        return (sys.executable, "-P", "-m", "pip", "install", "--no-input", "--no-user", "--no-compile", "--retries=2")
    uv = find_program("uv")
    if uv is None:
        return None
    return (str(uv), "pip", "install", "--python", sys.executable, "--link-mode=copy")
