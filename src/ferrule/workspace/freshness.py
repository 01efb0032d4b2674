"""What Cargo would wrongly hold for fresh: it goes by times that anybody can set.

Cargo compares when a source was modified with when the unit was compiled. A file put back with its old time, an
unpacked or copied checkout, a target folder brought along from elsewhere make broken code look green. The time at
which an inode was changed cannot be set, so it tells what was put in place after the compile.
"""

import re
import shutil
import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.workspace import Workspace
from ferrule.workspace.content import outside, walk
from ferrule.workspace.toml import read_toml

_UNIT: Final = re.compile(r"(?P<package>.+)-[0-9a-f]{16}")
_STAMP: Final = "invoked.timestamp"
_SLACK_NS: Final = 2_000_000_000
"""Between the two times of a file that Cargo has just written; file systems round."""


@dataclass(frozen=True, slots=True)
class Stale:
    """Compiled units that Cargo must not reuse."""

    notes: tuple[Path, ...]
    """Cargo's folders of notes, one a unit."""
    packages: tuple[str, ...]
    why: str
    """Empty when there are none."""


def stale_units(workspace: Workspace, targets: tuple[Path, ...] = ()) -> Stale:
    """Give the units of members that Cargo would reuse though their sources may be others than those it compiled.

    Args:
        workspace: whose members, and whose path dependencies outside of it.
        targets: the folders that will be built in; none: the workspace's own.
    """
    stale = Stale((), (), "")
    packages = _packages(workspace)
    for target in targets or (workspace.target_folder,):
        units = _units(target, packages)
        more = _stale_in(target, workspace, {name: packages[name] for name in units}, units)
        names = dict.fromkeys((*stale.packages, *more.packages))
        whys = dict.fromkeys(why for why in (stale.why, more.why) if why)
        stale = Stale((*stale.notes, *more.notes), tuple(names), "; ".join(whys))
    return stale


def forget(stale: Stale) -> None:
    """Make Cargo compile these units anew. Only its notes go; the compiler's caches stay, so that it is quick."""
    for note in stale.notes:
        shutil.rmtree(note, ignore_errors=True)


def _stale_in(
    target: Path, workspace: Workspace, packages: Mapping[str, Path], units: Mapping[str, list[Path]]
) -> Stale:
    if target == workspace.target_folder and not target.is_relative_to(workspace.root):
        return _stale(units, f"{target} is shared: another checkout may have built there")
    foreign = {name: [note for note in notes if _was_brought(note / _STAMP)] for name, notes in units.items()}
    if any(foreign.values()):
        return _stale(foreign, f"{target} was brought along from elsewhere")
    swapped = {name: _swapped(notes, tuple(_times(packages[name], workspace))) for name, notes in units.items()}
    return _stale(swapped, "files were put in place with times older than the last build")


def _stale(units: Mapping[str, list[Path]], why: str) -> Stale:
    names = tuple(name for name, notes in units.items() if notes)
    return Stale(tuple(note for name in names for note in units[name]), names, why if names else "")


def _packages(workspace: Workspace) -> dict[str, Path]:
    """Give the folders of members and of path dependencies outside, by name."""
    found: dict[str, Path] = {}
    for folder in outside(workspace):
        with suppress(KeyError, TypeError):
            found[read_toml(folder / "Cargo.toml")["package"]["name"]] = folder
    return found | {package.name: package.folder for package in workspace.packages}


def _units(target: Path, packages: Mapping[str, Path]) -> dict[str, list[Path]]:
    """Give Cargo's notes on the units of these packages."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for pattern in ("*/.fingerprint", "*/*/.fingerprint"):
        for room in target.glob(pattern):
            with suppress(OSError):  # no folder, or none that may be looked into: Cargo reuses nothing of it
                for note in sorted(room.iterdir()):
                    unit = _UNIT.fullmatch(note.name)
                    if unit and unit["package"] in packages:
                        found[unit["package"]].append(note)
    return dict(found)


def _times(folder: Path, workspace: Workspace) -> Iterator[tuple[int, int]]:
    """Yield when each file was modified and when it was put in place, in nanoseconds."""
    for path, status in walk(folder, workspace):
        yield status.st_mtime_ns, status.st_ctime_ns
        if stat.S_ISLNK(status.st_mode):
            with suppress(OSError):  # it leads nowhere
                there = Path(path).stat()
                yield there.st_mtime_ns, max(there.st_ctime_ns, status.st_ctime_ns)


def _swapped(notes: list[Path], times: tuple[tuple[int, int], ...]) -> list[Path]:
    """Give the notes on compiles before which a file was modified and after which it was put in place.

    Cargo would not notice. Runs of build scripts have no stamp of their own: they go with the others.
    """
    compiled = {note: _modified_ns(note / _STAMP) for note in notes}
    late = {ns for ns in compiled.values() if ns and any(modified <= ns < placed for modified, placed in times)}
    return [note for note, ns in compiled.items() if ns in late or ns is None] if late else []


def _modified_ns(stamp: Path) -> int | None:
    """Give when a compile began; None when it never did."""
    try:
        return stamp.stat().st_mtime_ns
    except OSError:
        return None


def _was_brought(stamp: Path) -> bool:
    """Give whether Cargo's note was copied here with the time it had elsewhere."""
    try:
        status = stamp.stat()
    except OSError:
        return False
    return status.st_ctime_ns - status.st_mtime_ns > _SLACK_NS
