"""The story of `ferrule tools list`: what gates need, what is there, how to get the rest."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.errors import FerruleError
from ferrule.facts.tools import Found, Inventory, Need, Standing, Way
from ferrule.gates.catalog import GATES
from ferrule.gates.coverage_tools import LlvmTools, fitting_tools
from ferrule.process.own_tools import tools_folder
from ferrule.tools.component import has_rustup
from ferrule.tools.look import is_older, look, origin
from ferrule.tools.machine import fitting, llvm_of_rustc, this_machine
from ferrule.tools.pins import Pin, bundled_pins, chosen
from ferrule.workspace.find import find_root
from ferrule.workspace.trust import standing

_LLVM: Final = "llvm-tools"
_RUSTUP: Final = "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
_TOOLCHAIN: Final = (
    Pin("cargo", ("cargo",), ("--version",)),
    Pin("rustdoc", ("rustdoc",), ("--version",)),
)
"""What ferrule does not bring: one who has no toolchain has to choose one."""


def tools(start: Path, pins: tuple[Pin, ...] | None = None) -> Inventory:
    """Give every tool; works outside of a workspace, and starts nothing of an untrusted one.

    `pins`: those that count; None: the bundled ones.
    """
    at = toolchain_folder(start)
    known = (*_TOOLCHAIN, *chosen(bundled_pins() if pins is None else pins, llvm_of_rustc(at)))
    found = look(tuple(pin for pin in known if pin.name != _LLVM), at)
    if any(pin.name == _LLVM for pin in known):
        found[_LLVM] = _llvm_tools(at)
    stand_ins = {one: other for pin in known if pin.instead_of for one, other in _both_ways(pin)}
    needs = tuple(_need(pin, found, stand_ins.get(pin.name)) for pin in known)
    return Inventory(
        str(tools_folder()),
        tuple(need for need in needs if need.gates or need.purpose),
        tuple(need for need in needs if not need.gates and not need.purpose),
    )


def toolchain_folder(start: Path) -> Path:
    """Give the folder whose toolchain counts: an untrusted workspace must not be obeyed when it names one."""
    try:
        root = find_root(start)
    except FerruleError:
        return Path("/")
    return root if standing(root).allowed else Path("/")


def gates_of(pin: Pin) -> tuple[str, ...]:
    """Give the ids of the gates that need a tool."""
    own = (gate.ID for gate in GATES if gate.TOOL.program in pin.programs)
    return tuple(dict.fromkeys((*own, *pin.gates)))


def way_of(pin: Pin, *, build: bool = False) -> Way | None:
    """Give how a tool would be brought to this machine; None when it cannot be."""
    if pin.component and (has_rustup() or not pin.files):
        return Way.COMPONENT if has_rustup() else None
    if pin.files and not (build and pin.crate) and fitting(pin, this_machine()):
        return Way.WHEEL
    return Way.CRATE if pin.crate else None


def _both_ways(pin: Pin) -> tuple[tuple[str, str], ...]:
    return (pin.name, pin.instead_of), (pin.instead_of, pin.name)


def _need(pin: Pin, found: Mapping[str, tuple[Found, ...]], stand_in: str | None) -> Need:
    there = found[pin.name]
    state, detail = _standing(pin, there)
    if state is Standing.MISSING and stand_in and _works(found.get(stand_in, ())):
        state, detail = Standing.SPARE, f"{stand_in} is there, which does the same"
    elif state is Standing.MISSING and pin.instead_of:
        state, detail = Standing.SPARE, f"could stand in for {pin.instead_of}"
    way = way_of(pin)
    lacks = state in {Standing.MISSING, Standing.TOO_OLD, Standing.BROKEN}
    remedy = "" if not lacks else f"ferrule tools install {pin.name}" if way else _by_hand(pin)
    pinned = None if way in {None, Way.COMPONENT} else pin.version
    need = Need(pin.name, gates_of(pin), state, there[0] if there else None, there[1:], pin.purpose)
    return replace(need, oldest=pin.oldest or None, pinned=pinned, way=way, detail=detail, remedy=remedy)


def _standing(pin: Pin, there: tuple[Found, ...]) -> tuple[Standing, str]:
    if not there:
        return Standing.MISSING, ""
    version = there[0].version
    if version is None:
        return Standing.BROKEN, f"{there[0].path} does not tell its version"
    if pin.oldest and is_older(version, pin.oldest):
        return Standing.TOO_OLD, f"ferrule supports {pin.oldest} and newer"
    return Standing.OK, ""


def _works(there: tuple[Found, ...]) -> bool:
    return bool(there) and there[0].version is not None


def _by_hand(pin: Pin) -> str:
    if pin in _TOOLCHAIN:
        return _RUSTUP
    return f"install {pin.name} with your system's package manager"


def _llvm_tools(at: Path) -> tuple[Found, ...]:
    tools = fitting_tools(at, None)
    return (Found(str(tools.cov), tools.version, origin(tools.cov)),) if isinstance(tools, LlvmTools) else ()
