"""The crate of a unit, read from the call of rustc that makes it."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.repair.compile.unit import Unit
from ferrule.repair.moves.case import Crate

_OLDEST = 2015
_BUILT: Final = re.compile(r"^lib(.+)\.(?:rmeta|rlib|so|dylib|dll)$")
_SOURCE: Final = re.compile(r":\s+((?:\\ |\S)+\.rs)(?=\s)")
"""The first source after the colon: rustc names the root file of a crate first."""


def crate_of(unit: Unit) -> Crate:
    """Give name, edition, root file and the crates that it is compiled against."""
    argv = unit.argv
    editions = [word.partition("=")[2] for word in argv if word.startswith("--edition=")]
    edition = int(editions[-1]) if editions and editions[-1].isdigit() else _OLDEST
    named = [value.rpartition(":")[2] if ":" in value.partition("=")[0] else value for value in _externs(argv)]
    externs = tuple(value.partition("=")[0] for value in named)
    main = next((word for word in argv[1:] if word.endswith(".rs") and not word.startswith("-")), None)
    return Crate(unit.crate_name, edition, unit.cwd / main if main else None, externs, tuple(_linked(named, unit.cwd)))


def _externs(argv: tuple[str, ...]) -> list[str]:
    return [value for word, value in itertools.pairwise(argv) if word == "--extern"]


def _linked(named: list[str], cwd: Path) -> Iterator[tuple[str, Path]]:
    """Yield the crates whose sources the notes beside their metadata tell (`libserde-1a2b.rmeta`: `serde-1a2b.d`)."""
    for value in named:
        name, _, built = value.partition("=")
        found = _BUILT.match(Path(built).name)
        if found is None:
            continue
        try:
            notes = (cwd / built).with_name(f"{found[1]}.d").read_text("utf-8", "replace")
        except OSError:
            continue
        source = _SOURCE.search(notes)
        if source is not None:
            yield name, cwd / source[1].replace("\\ ", " ")
