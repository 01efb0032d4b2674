"""A mistake in the settings, and the error that tells of all of them at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from ferrule.config.lines import Path
from ferrule.errors import WrongUse


class BadSettings(WrongUse):
    """Settings with a mistake."""

    hint = "Mend what is named; `ferrule config schema` prints every key, `ferrule config show` what is in force."


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake."""

    path: Path
    words: str


def dotted(path: Path) -> str:
    """Give a path as its author would call it: `gate.argv`, without the places in arrays."""
    return ".".join(key for key in path if isinstance(key, str))


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the end of a sentence that helps: the closest known name, else all of them."""
    import difflib  # takes a while to import, and only mistakes need it

    names = tuple(dict.fromkeys(known))
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; known: {', '.join(names)}" if names else ""
