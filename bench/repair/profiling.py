"""Where the time of a repair goes: waiting for the compiler, and ferrule's own work by room."""

import argparse
import cProfile
import pstats
import re
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bench.repair.corpora import error_index
from bench.repair.crates import LARGE, copied
from bench.repair.engines import package
from bench.repair.faults import planned
from bench.repair.oracle import checked
from bench.results import Section, table
from ferrule import api
from ferrule.facts.fix import FixRequest, FixVerdict, Testing

_WAITING = ("poll", "acquire", "wait4", "select", "sleep")
_ROOM = re.compile(r"/ferrule/((?:repair/)?\w+)")
_LEAST = 0.005
"""Share of the whole below which a room has no row."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Where the main thread was, in seconds."""

    name: str
    seconds: float
    waiting: float
    rooms: dict[str, float]
    hottest: list[tuple[str, float]]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this measurement."""
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another fault")


def measure(options: argparse.Namespace) -> Section:
    """Profile one repair of one file and one in a large crate, each with everything imported before."""
    made = [_small(), _large(options.seed)]
    rooms = sorted({room for one in made for room in one.rooms}, key=lambda room: -made[-1].rooms.get(room, 0.0))
    rows = [
        ("all", *(f"{one.seconds:.2f} s" for one in made)),
        ("waiting", *(_share(one.waiting, one) for one in made)),
    ]
    rows += [
        (f"`{room}`", *(_share(one.rooms.get(room, 0.0), one) for one in made))
        for room in rooms
        if any(one.rooms.get(room, 0.0) > _LEAST * one.seconds for one in made)
    ]
    hot = [(one.name, f"`{where}`", f"{seconds:.3f} s") for one in made for where, seconds in one.hottest]
    words = (
        "cProfile over the main thread of `ferrule fix --tests none --dry-run`, everything imported before: "
        "shares of the wall time. *Waiting*: for the compiler and other threads. The rest is each room's own time."
    )
    head = ("room", *(one.name for one in made))
    return Section(
        "Repair: where the time goes",
        "\n\n".join((words, table(head, rows), "The hottest functions:", table(("run", "function", "own time"), hot))),
    )


def _share(seconds: float, one: Profile) -> str:
    return f"{100 * seconds / one.seconds:.1f} %"


def _small() -> Profile:
    for program in error_index():
        with tempfile.TemporaryDirectory() as folder:
            file = package(program, Path(folder))
            if not checked(Path(folder)).ok and _fix(Path(folder)):
                file.touch()
                return _profiled("one file", Path(folder))
    raise AssertionError("no program of the error index is repaired")


def _large(seed: int) -> Profile:
    copy = copied(LARGE)
    assert checked(copy.root).ok
    try:
        for fault in planned(copy, seed):
            copy.put(fault.path, fault.site.splice.put(copy.original[fault.path]))
            if not checked(copy.root).ok and _fix(copy.root):
                return _profiled(f"{LARGE.name}, {copy.lines} lines", copy.root)
            copy.restore()
    finally:
        copy.restore()
    raise AssertionError("no fault is repaired")


def _fix(root: Path) -> bool:
    return api.fix(FixRequest(root, trusted=True, tests=Testing.NONE, dry_run=True)).verdict is FixVerdict.FIXED


def _profiled(name: str, root: Path) -> Profile:
    profile, began = cProfile.Profile(), time.perf_counter()
    profile.runcall(_fix, root)
    seconds = time.perf_counter() - began
    waiting, rooms = 0.0, defaultdict[str, float](float)
    own: list[tuple[str, float]] = []
    for (file, line, function), (_, _, spent, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined] # typeshed does not know `stats`
        if any(word in function for word in _WAITING):
            waiting += spent
            continue
        room = _ROOM.search(file)
        rooms[room[1] if room else "Python and libraries"] += spent
        if room:
            own.append((f"{file.partition('/ferrule/')[2]}:{line} {function}", spent))
    return Profile(name, seconds, waiting, dict(rooms), sorted(own, key=lambda one: -one[1])[:8])
