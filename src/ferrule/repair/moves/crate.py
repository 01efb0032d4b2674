"""The crate of a unit, read from the call of rustc that makes it."""

from collections.abc import Iterator
from pathlib import Path

from ferrule.repair.compile.externs import externs, key_of, sources_of
from ferrule.repair.compile.unit import Unit
from ferrule.repair.moves.case import Crate

_OLDEST = 2015


def crate_of(unit: Unit) -> Crate:
    """Give name, edition, root file and the crates that it is compiled against."""
    argv = unit.argv
    editions = [word.partition("=")[2] for word in argv if word.startswith("--edition=")]
    edition = int(editions[-1]) if editions and editions[-1].isdigit() else _OLDEST
    named = externs(argv)
    main = next((word for word in argv[1:] if word.endswith(".rs") and not word.startswith("-")), None)
    root = unit.cwd / main if main else None
    return Crate(unit.crate_name, edition, root, tuple(name for name, _ in named), tuple(_linked(named, unit.cwd)))


def _linked(named: tuple[tuple[str, str], ...], cwd: Path) -> Iterator[tuple[str, Path]]:
    """Yield the crates whose sources the notes beside their metadata tell (`libserde-1a2b.rmeta`: `serde-1a2b.d`)."""
    for name, built in named:
        if key := key_of(built):
            root = next((one for one in sources_of((cwd / built).with_name(f"{key}.d")) if one.endswith(".rs")), None)
            if root is not None:
                yield name, cwd / root
