"""The story of `ferrule tools install|update|uninstall`: what is missing is brought, each tool whole or not at all."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.config.fault import nearest
from ferrule.config.file import read_file
from ferrule.config.resolve import resolve
from ferrule.errors import FerruleError, WrongUse
from ferrule.facts.settings import Flags
from ferrule.facts.tools import Deed, Deeds, Heard, Need, Result, Standing, ToolRequest, Way
from ferrule.flow.settings import KNOWN
from ferrule.flow.tools import gates_of, toolchain_folder, tools
from ferrule.gates.catalog import PROFILES
from ferrule.process.own_tools import ANY, told_apart, tools_folder
from ferrule.process.programs import users_path
from ferrule.tools.bring import Sources, bring, planned
from ferrule.tools.machine import llvm_of_rustc
from ferrule.tools.pins import Pin, bundled_pins, chosen
from ferrule.tools.refusal import no_room
from ferrule.tools.room import at_work, is_whole, remove, settled, sweep
from ferrule.workspace.find import find_root

_LACKS: Final = {Standing.MISSING, Standing.BROKEN, Standing.TOO_OLD}
Tell = Callable[[Heard], None]


def install(request: ToolRequest, tell: Tell, pins: tuple[Pin, ...] | None = None) -> Deeds:
    """Bring what was named, or what the profile lacks (the workspace's own when nothing is said).

    What is there and supported is left alone, unless `force`. One that fails does not stop the others.

    Raises:
        WrongUse: when no tool or profile has a name that was given, or the settings that tell of profiles are broken.
    """
    known = _known(request.start, pins)
    names = _wanted(request, known)

    def work() -> Iterator[Deed]:
        there = tools(request.start, pins)
        now = {need.name: need for need in (*there.needs, *there.extras)}
        for name in names:
            yield _installed(now[name], known[name], request, tell)

    return _done("install", names, request, tell, work)


def update(request: ToolRequest, tell: Tell, pins: tuple[Pin, ...] | None = None) -> Deeds:
    """Bring the pinned version of what ferrule brought earlier, and remove versions that nobody uses.

    Raises:
        WrongUse: when ferrule did not bring what was named.
    """
    known = _known(request.start, pins)
    ours = settled(tools_folder())
    names = tuple(_one_of(name, tuple(ours), "ferrule brought no tool") for name in request.names) or tuple(ours)

    def work() -> Iterator[Deed]:
        for name in names:
            yield _updated(name, ours[name], known.get(name), request, tell)

    return _done("update", names, request, tell, work)


def uninstall(request: ToolRequest, tell: Tell) -> Deeds:
    """Remove tools that ferrule brought; what others brought is left alone.

    Raises:
        WrongUse: when ferrule did not bring what was named.
    """
    ours = settled(tools_folder())
    names = tuple(_one_of(name, tuple(ours), "ferrule brought no tool") for name in request.names)

    def work() -> Iterator[Deed]:
        for name in names:
            if not request.dry_run:
                remove(tools_folder(), name)
            yield Deed(name, Result.PLANNED if request.dry_run else Result.REMOVED, ours[name])

    return _done("uninstall", names, request, tell, work)


def _done(
    action: str,
    names: tuple[str, ...],
    request: ToolRequest,
    tell: Tell,
    work: Callable[[], Iterator[Deed]],
) -> Deeds:
    """Give all deeds; each is told when it is done. A plan takes no lock and writes nothing."""
    folder = tools_folder()
    deeds: list[Deed] = []
    try:
        with nullcontext() if request.dry_run else at_work(folder, lambda words: tell(Heard("", words))):
            for deed in work():
                deeds.append(deed)
                if deed.result in {Result.INSTALLED, Result.FAILED}:
                    tell(Heard(deed.name, _words(deed)))
    except OSError as fault:  # of the folder itself: no tool can be brought
        why = no_room(fault)
        left = names[len(deeds) :]
        deeds += [Deed(name, Result.FAILED, detail=why.detail, remedy=why.remedy) for name in left]
    return Deeds(action, request.dry_run, str(folder), tuple(deeds))


def _installed(need: Need, pin: Pin, request: ToolRequest, tell: Tell) -> Deed:
    lacks = _LACKS | {Standing.SPARE} if request.names else _LACKS
    if need.standing not in lacks and not request.force:
        return _there(need)
    if need.standing is Standing.MISSING and not request.force:
        return _brought(pin, request, tell, dict.fromkeys(pin.programs, ""))
    theirs = {name: ANY if request.force else _theirs(name) for name in pin.programs}
    return _brought(pin, request, tell, theirs)


def _theirs(program: str) -> str:
    """Give what tells apart the file that the user has of this name; empty when there is none."""
    return told_apart(shutil.which(program, path=users_path()))


def _there(need: Need) -> Deed:
    if need.found is None:
        return Deed(need.name, Result.THERE, detail=need.detail)
    found, pinned = need.found, need.pinned
    more = f"--force brings {pinned}" if pinned not in {None, found.version} else ""
    return Deed(need.name, Result.THERE, found.version, path=found.path, origin=found.origin, detail=more)


def _updated(name: str, version: str, pin: Pin | None, request: ToolRequest, tell: Tell) -> Deed:
    if pin is None:
        return Deed(
            name,
            Result.FAILED,
            version,
            detail="this ferrule knows no such tool",
            remedy=f"ferrule tools uninstall {name}",
        )
    folder = tools_folder()
    if version == pin.version and is_whole(folder, pin):
        return Deed(name, Result.THERE, version, detail="is the pinned version")
    deed = _brought(pin, request, tell, {})
    return replace(deed, detail=f"{deed.detail}; was {version}".removeprefix("; "))


def _brought(pin: Pin, request: ToolRequest, tell: Tell, instead_of: Mapping[str, str]) -> Deed:
    """Bring a tool; `instead_of` as `bring` takes it."""
    at = toolchain_folder(request.start)
    sources = Sources(request.wheels, request.network, request.build, at)
    plan = planned(pin, sources)
    if plan.result is Result.FAILED or request.dry_run:
        return plan
    began = time.monotonic()
    deed = bring(plan, pin, sources, tell, instead_of)
    if deed.result is Result.INSTALLED and deed.way is not Way.COMPONENT:
        sweep(tools_folder(), pin)
    return replace(deed, seconds=time.monotonic() - began)


def _known(start: Path, pins: tuple[Pin, ...] | None) -> dict[str, Pin]:
    known = chosen(bundled_pins() if pins is None else pins, llvm_of_rustc(toolchain_folder(start)))
    return {pin.name: pin for pin in known}


def _wanted(request: ToolRequest, known: dict[str, Pin]) -> tuple[str, ...]:
    """Give the names of the tools that shall be there; of two that stand in for each other the first."""
    if request.names:
        return tuple(dict.fromkeys(_one_of(name, tuple(known), "no tool") for name in request.names))
    first = [pin for pin in known.values() if not pin.instead_of]
    if request.everything:
        return tuple(pin.name for pin in first if pin.purpose or gates_of(pin))
    rows = _rows(request)
    return tuple(pin.name for pin in first if rows & set(gates_of(pin)))


def _rows(request: ToolRequest) -> set[str]:
    """Give the gates of the profile. Settings are data, so nobody has to trust a workspace for them to be read."""
    try:
        root = find_root(request.start)
    except FerruleError:  # not in a workspace: what ferrule brings along, and what the environment says
        root = None
    settings = resolve(read_file(root) if root else None, os.environ, Flags(profile=request.profile), KNOWN).settings
    return set({**PROFILES, **settings.profiles}[settings.profile])


def _one_of(name: str, known: tuple[str, ...], what: str) -> str:
    """Give the tool that is meant: `nextest` is `cargo-nextest`."""
    for word in (name, f"cargo-{name}"):
        if word in known:
            return word
    raise WrongUse(f"{what} {name!r}{nearest(name, known)}")


def _words(deed: Deed) -> str:
    version = f" {deed.version}" if deed.version else ""
    return f"{deed.result}{version}{f': {deed.detail}' if deed.detail else ''}"
