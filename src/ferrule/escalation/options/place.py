"""The item that an error stands in."""

from ferrule.facts.finding import Finding
from ferrule.syntax.items import Item, all_items


def item_at(error: Finding, source: bytes, kinds: tuple[str, ...] = ()) -> Item | None:
    """Give the smallest item, of these kinds where some are named, that holds the error's first place."""
    at = offset(error, source)
    if at is None:
        return None
    around = [one for one in all_items(source) if one.start <= at < one.end and (not kinds or one.kind in kinds)]
    return min(around, key=lambda one: one.end - one.start, default=None)


def offset(error: Finding, source: bytes) -> int | None:
    """Give the byte at which an error stands, counted from its line; None for one without a line."""
    if error.line is None:
        return None
    lines = source.split(b"\n")
    if not 1 <= error.line <= len(lines):
        return None
    line = lines[error.line - 1]
    column = len(line.decode("utf-8", "replace")[: max(0, (error.column or 1) - 1)].encode())
    return sum(len(one) + 1 for one in lines[: error.line - 1]) + min(column, len(line))
