"""Counts and times in words, the same in every report."""

from ferrule.facts.reading import Seen


def seen_words(seen: Seen | None) -> str:
    """Give what a gate looked at: `12 files`, `1 file`; empty where it counted nothing."""
    if seen is None:
        return ""
    return f"{seen.count} {_one(seen.unit) if seen.count == 1 else seen.unit}"


def took(seconds: float, age_s: float | None, *, started: bool) -> str:
    """Give how long a row took, or how old its verdict is; empty where nothing was started."""
    if age_s is None:
        return f"{seconds:.1f} s" if started else ""
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if age_s >= length:
            return f"{age_s // length:.0f} {unit} ago"
    return f"{age_s:.0f} s ago"


def _one(unit: str) -> str:
    """Give one of a plural noun."""
    return f"{unit.removesuffix('ies')}y" if unit.endswith("ies") else unit.removesuffix("s")
