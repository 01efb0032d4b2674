"""The repositories of this folder, and a discovery as lines that a person can write beforehand."""

import shutil
from pathlib import Path

from ferrule.discovery.survey import survey
from ferrule.facts.discovery import Adoptable, Discovery, Equal, Find
from ferrule.gates.catalog import GATES

HERE = Path(__file__).parent
NAMES = sorted(path.name for path in (HERE / "repositories").iterdir())
BUILT_IN = tuple(gate.ID for gate in GATES)


def discovered(name: str, folder: Path) -> Discovery:
    """Give what is found in a copy of a repository: the tests themselves lie in one with files of its own."""
    shutil.copytree(HERE / "repositories" / name, folder / name)
    return survey(folder / name, BUILT_IN)


def expected(name: str) -> list[str]:
    """Give the lines that were written by hand."""
    return (HERE / "expected" / f"{name}.txt").read_text().splitlines()


def lines(found: Discovery) -> list[str]:
    """Give a discovery as lines: places that could not be read, then each find."""
    broken = [f"unread | {one.path}:{one.line} | {one.words}" for one in found.unread]
    return [*broken, *map(line, found.finds)]


def line(find: Find) -> str:
    """Give one find: place, kind, equal gates with differences, what can be adopted, command."""
    equals = " & ".join(map(_equal, find.equals)) or "-"
    adopted = "no" if find.adoptable is Adoptable.NO else f"{find.adoptable}: {find.name}"
    return f"{find.path}:{find.line} | {find.kind} | {equals} | {adopted} | {find.command}"


def _equal(equal: Equal) -> str:
    words = "; ".join(f"{'+' if one.is_beyond else '-'} {one.words}" for one in equal.differences)
    return f"{equal.gate}[{words}]" if words else equal.gate
