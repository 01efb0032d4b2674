"""The crates that a rustc call is handed, and the notes that rustc leaves beside what it builds of them."""

import itertools
import re
from pathlib import Path
from typing import Final

_BUILT: Final = re.compile(r"^lib(.+)\.(?:rmeta|rlib|so|dylib|dll)$")
_WORD: Final = re.compile(r"(?:\\ |\S)+")


def externs(argv: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Give each crate by its name and the file that was built of it; no file where Cargo names none."""
    values = [value for word, value in itertools.pairwise(argv) if word == "--extern"]
    plain = [value.rpartition(":")[2] if ":" in value.partition("=")[0] else value for value in values]
    return tuple((name, built) for name, _, built in (value.partition("=") for value in plain))


def key_of(built: str) -> str:
    """Give crate name and Cargo's hash of a built file, as `Unit.key` has them; empty where it is none."""
    found = _BUILT.match(Path(built).name)
    return found[1] if found else ""


def sources_of(note: Path) -> tuple[str, ...]:
    """Give the files that a crate was built of, its root first, from the note (`serde-1a2b.d`); none without it."""
    try:
        text = note.read_text("utf-8", "replace")
    except OSError:
        return ()
    listed = text.partition("\n")[0].partition(": ")[2]
    return tuple(word.replace("\\ ", " ") for word in _WORD.findall(listed))
