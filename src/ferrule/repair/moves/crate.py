"""The crate of a unit, read from the call of rustc that makes it."""

import itertools

from ferrule.repair.compile.unit import Unit
from ferrule.repair.moves.case import Crate

_OLDEST = 2015


def crate_of(unit: Unit) -> Crate:
    """Give name, edition, root file and the crates that it is compiled against."""
    argv = unit.argv
    editions = [word.partition("=")[2] for word in argv if word.startswith("--edition=")]
    edition = int(editions[-1]) if editions and editions[-1].isdigit() else _OLDEST
    externs = tuple(name.rpartition(":")[2].partition("=")[0] for name in _values(argv, "--extern"))
    main = next((word for word in argv[1:] if word.endswith(".rs") and not word.startswith("-")), None)
    return Crate(unit.crate_name, edition, unit.cwd / main if main else None, externs)


def _values(argv: tuple[str, ...], option: str) -> list[str]:
    return [value for word, value in itertools.pairwise(argv) if word == option]
