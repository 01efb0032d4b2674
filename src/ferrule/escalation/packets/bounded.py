"""A packet cut to the window of a model; it says what was left out, and how much."""

import json
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ferrule.escalation.packets.markdown import text
from ferrule.escalation.packets.masked import masked
from ferrule.escalation.packets.plain import shape
from ferrule.escalation.packets.window import MARK
from ferrule.facts.packet import Escalation

_HEAD_LINES: Final = 12
"""Of the diagnostic: its message, its place and the source that it shows. They always stay."""
_Cutter = Callable[[Escalation, int], Escalation]


def bounded(packet: Escalation, chars: int) -> Escalation:
    """Give the packet, secrets masked, so that neither its JSON nor its Markdown is longer than `chars` characters.

    It gives up related windows, then attempts (the oldest first), then the edges of the window, then earlier words
    of advice, then the diagnostic's tail; never its head and never the marked lines. Where that does not do, the
    result is longer, and its `cut` says so.
    """
    packet = masked(packet)
    for most, cutter in (
        (len(packet.related), _fewer_windows),
        (len(packet.attempted), _fewer_attempts),
        (_edges(packet), _narrower),
        (len(packet.guidance), _less_said),
        (max(0, packet.error_full.count("\n") - _HEAD_LINES), _shorter_tail),
    ):
        if size(packet) <= chars:
            return packet
        if most:
            packet = _least(packet, most, cutter, chars)
    over = size(packet) - chars
    return packet if over <= 0 else _noted(packet, f"nothing more can go: it is longer than {chars} characters")


def size(packet: Escalation) -> int:
    """Give the length of the longer of its two forms, in characters."""
    return max(len(json.dumps(shape(packet), ensure_ascii=False)), len(text(packet)))


def _least(packet: Escalation, most: int, cutter: _Cutter, chars: int) -> Escalation:
    """Give the packet with as little cut as fits; with all of it cut where nothing fits."""
    counts = range(1, most + 1)
    at = bisect_left(counts, 1, key=lambda count: int(size(cutter(packet, count)) <= chars))
    return cutter(packet, counts[min(at, most - 1)])


def _fewer_windows(packet: Escalation, count: int) -> Escalation:
    kept, gone = packet.related[:-count], packet.related[-count:]
    places = ", ".join(f"{window.path}:{window.line}" for window in gone)
    return _noted(replace(packet, related=kept), f"related: {count} of {len(packet.related)} windows ({places})")


def _fewer_attempts(packet: Escalation, count: int) -> Escalation:
    words = f"attempted: the first {count} of {len(packet.attempted)}"
    return _noted(replace(packet, attempted=packet.attempted[count:]), words)


def _narrower(packet: Escalation, count: int) -> Escalation:
    rows = packet.context.code_window.split("\n")
    first, last = _marked(rows)
    before = min(first, max(count // 2, count - (len(rows) - 1 - last)))
    kept = rows[before : len(rows) - (count - before)]
    context = replace(packet.context, code_window="\n".join(kept))
    words = f"context.code_window: {count} of {len(rows)} lines at its edges"
    return _noted(replace(packet, context=context), words)


def _edges(packet: Escalation) -> int:
    """Count the lines of the window before the first and after the last marked one."""
    rows = packet.context.code_window.split("\n")
    first, last = _marked(rows)
    return first + len(rows) - 1 - last


def _marked(rows: list[str]) -> tuple[int, int]:
    found = [number for number, row in enumerate(rows) if row.startswith(MARK)] or [len(rows) // 2]
    return found[0], found[-1]


def _less_said(packet: Escalation, count: int) -> Escalation:
    words = f"guidance: the first {count} of {len(packet.guidance)}"
    return _noted(replace(packet, guidance=packet.guidance[count:]), words)


def _shorter_tail(packet: Escalation, count: int) -> Escalation:
    rows = packet.error_full.rstrip("\n").split("\n")
    kept = rows[: max(_HEAD_LINES, len(rows) - count)]
    words = f"error_full: {len(rows) - len(kept)} of {len(rows)} lines at its end"
    return _noted(replace(packet, error_full="\n".join(kept) + "\n"), words)


def _noted(packet: Escalation, words: str) -> Escalation:
    return replace(packet, cut=(*packet.cut, words))
