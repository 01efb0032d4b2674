"""Why a packet may not go up: what is missing in it (P26, P44)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.escalation.packets.build import ARROW
from ferrule.facts.packet import Escalation
from ferrule.repair.classes import PERFORMANCE, TEST

_SOURCE_ROW: Final = re.compile(r"^\s*\d+ +\|(?: |$)|^LL +\|", re.MULTILINE)
_CUT_END: Final = re.compile(
    r"(?:…|^\s*\.\.\.|\[\.\.\.\]|[\[(](?:cut|truncated|shortened)\b[^\])\n]*[\])])\s*\Z", re.MULTILINE
)
"""How texts end that somebody cut; rustc never ends with the `...` that it puts between distant lines."""
_MANIFEST: Final = "Cargo.toml"
_NOT_COMPILED: Final = frozenset({TEST, PERFORMANCE})
"""Classes whose reports are not those of rustc."""


def refusals(packet: Escalation) -> tuple[str, ...]:
    """Give what is missing or wrong, each with the name of its part; empty for a packet that may go up.

    It is asked before a packet is cut to size: the whole diagnostic is required here.
    """
    return (*_empty(packet), *_diagnostic(packet), *_context(packet), *_strategic(packet))


def _empty(packet: Escalation) -> Iterator[str]:
    words = {
        "incident": packet.incident,
        "from": packet.sender,
        "to": packet.to,
        "problem": packet.problem,
        "error_full": packet.error_full,
        "request": packet.request,
        "blocked_on": packet.blocked_on,
    }
    yield from (f"{name}: is empty" for name, text in words.items() if not text.strip())
    if packet.level not in {2, 3, 4}:
        yield f"level: {packet.level} is none that is asked"
    if not any(line.strip() for line in packet.attempted) and not packet.trigger.strip():
        yield "attempted: is empty, and no trigger says why nothing was tried"


def _diagnostic(packet: Escalation) -> Iterator[str]:
    text = packet.error_full
    if not text.strip():
        return
    if _CUT_END.search(text) or any(part.startswith("error_full") for part in packet.cut):
        yield "error_full: is cut"
        return
    if packet.kind in _NOT_COMPILED or packet.context.path.endswith(_MANIFEST):
        return  # What a test, a benchmark or a linker says has no place in the form of rustc.
    arrows = {found["path"] for found in ARROW.finditer(text)}
    if "-->" not in text or not arrows:
        yield "error_full: has no line `--> PATH:LINE:COLUMN`: it is not the whole rendered diagnostic"
        return
    if packet.context.path and not any(_same(path, packet.context.path) for path in arrows):
        yield f"error_full: points at {', '.join(sorted(arrows))}, and the context is {packet.context.path}"
    if not _SOURCE_ROW.search(text):
        yield "error_full: shows no line of source: it is not the whole rendered diagnostic"
    elif not text.endswith("\n"):
        yield "error_full: does not end as rustc ends it: it is cut"


def _same(shown: str, path: str) -> bool:
    """Say whether two paths can be one file: rustc may be started in another folder than the workspace's."""
    return shown == path or shown.endswith(f"/{path}") or path.endswith(f"/{shown}")


def _context(packet: Escalation) -> Iterator[str]:
    found = packet.context
    words = {"path": found.path, "code_window": found.code_window, "toolchain": found.toolchain}
    yield from (f"context.{name}: is empty" for name, text in words.items() if not text.strip())
    if found.line < 1:
        yield "context.line: is missing"


def _strategic(packet: Escalation) -> Iterator[str]:
    """Give what an architect needs to know besides: why those below failed, and what is suspected."""
    if packet.level != 3:
        return
    if not packet.why_previous_failed.strip():
        yield "why_previous_failed: is empty"
    if not packet.suspected_cause.strip():
        yield "suspected_cause: is empty"
