"""Which tools are known, and which version with which checksums is brought."""

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files as resources
from typing import Final

import msgspec

_FILE: Final = "pins.toml"


@dataclass(frozen=True, slots=True)
class WheelFile:
    """One prebuilt file."""

    name: str
    """As Python names wheels: its end tells for which machines it is."""
    sha256: str
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One tool, as `pins.toml` tells of it."""

    name: str
    programs: tuple[str, ...]
    ask: tuple[str, ...]
    """Words after the program's name that make it tell its version."""
    gates: tuple[str, ...] = ()
    """Gates that need it although their own program is another one."""
    purpose: str = ""
    """What else needs it; empty for nothing else."""
    instead_of: str = ""
    """The tool that it stands in for; empty for none."""
    oldest: str = ""
    """Empty: any version will do."""
    version: str = ""
    """Empty where it comes with the toolchain alone."""
    says: str = ""
    """What it tells as its version, where that is another one than the package's."""
    llvm: int = 0
    """The release of LLVM that it is of; 0 where that does not matter."""
    component: str = ""
    """Of rustup; empty for none."""
    wheel: str = ""
    """The Python package; empty for none."""
    folder: str = "bin"
    """Where the programs lie once the wheel is unpacked."""
    files: tuple[WheelFile, ...] = ()
    crate: str = ""
    crate_sha256: str = ""

    @property
    def told(self) -> str:
        """The version that the program tells."""
        return self.says or self.version


@dataclass(frozen=True, slots=True)
class _File:
    tool: tuple[Pin, ...]


@functools.cache
def bundled_pins() -> tuple[Pin, ...]:
    """Give the pins that came with this ferrule."""
    text = (resources("ferrule.tools") / _FILE).read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _File).tool


def chosen(pins: tuple[Pin, ...], llvm: int) -> tuple[Pin, ...]:
    """Give one pin for each name: of a tool that has one for each LLVM that of this release, else without a wheel."""
    named: dict[str, Pin] = {}
    for pin in pins:
        if pin.name not in named or pin.llvm == llvm:
            named[pin.name] = pin
    return tuple(pin if pin.llvm in {0, llvm} else _bare(pin) for pin in named.values())


def _bare(pin: Pin) -> Pin:
    return Pin(pin.name, pin.programs, pin.ask, pin.gates, component=pin.component)
