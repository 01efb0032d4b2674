"""Faults for one crate in an order that spreads them over kinds and files; the same for the same seed."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from random import Random

from bench.repair.crates import Copy
from bench.repair.mutations.catalog import KINDS, Site, modules_for_tests, sites


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one file."""

    path: Path
    """Absolute."""
    site: Site


def planned(copy: Copy, seed: int, first: int = 0, kinds: Collection[str] = ()) -> Iterator[Fault]:
    """Yield all faults of a crate: the kinds take turns from the `first` on, and inside a kind the files do.

    Of `kinds` only, where some are named: the same faults as among all.
    """
    found = {path: list(sites(copy.original[path])) for path in _sources(copy)}
    wanted = [one.kind for one in KINDS if not kinds or one.kind in kinds]
    queues = deque(deque(_of_kind(kind, found, Random(f"{seed} {copy.crate.id} {kind}"))) for kind in wanted)  # noqa: S311
    queues.rotate(-first % len(wanted))
    while queues:
        queue = queues.popleft()
        if queue:
            yield queue.popleft()
            queues.append(queue)


def _of_kind(kind: str, found: dict[Path, list[Site]], random: Random) -> Iterator[Fault]:
    by_file: defaultdict[Path, list[Fault]] = defaultdict(list)
    for path, inside in found.items():
        by_file[path] += [Fault(path, site) for site in inside if site.kind == kind]
    files = list(by_file.values())
    for faults in files:
        random.shuffle(faults)
    random.shuffle(files)
    turns = chain.from_iterable(zip_longest(*files))
    return (fault for fault in turns if fault is not None)


def _sources(copy: Copy) -> list[Path]:
    """Give the files below src/ that are compiled for more than tests."""
    inside = [path for path in copy.original if copy.root / "src" in path.parents]
    names = {(path, name) for path in inside for name in modules_for_tests(copy.original[path])}
    closed = {folder / one for path, name in names for folder in _homes(path) for one in (f"{name}.rs", name)}
    return [path for path in inside if path not in closed and not closed & set(path.parents)]


def _homes(path: Path) -> tuple[Path, Path]:
    """Give the folders where the modules that a file declares may lie."""
    return path.parent, path.with_suffix("")
