"""A packet from an error, the tree around it, and what was tried (P26, P27)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ferrule.escalation.packets.request import place, request
from ferrule.escalation.packets.window import at, primary, related
from ferrule.escalation.routing import route
from ferrule.escalation.sources import Sources, text_of
from ferrule.facts.escalation import Trigger
from ferrule.facts.finding import Finding
from ferrule.facts.fix import Attempt
from ferrule.facts.packet import CurrentState, Escalation, Window
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Toolchain
from ferrule.repair.classes import LINT, PERFORMANCE

SENDER: Final = "rust-pro"
ARROW: Final = re.compile(r"^\s*(?:-->|:::) (?P<path>.+?):(?P<line>\d{1,9}):\d{1,9}$", re.MULTILINE)
"""Where rustc says the places of a diagnostic: the first one, and those of the call when it lies in a macro."""
_MANIFEST: Final = "Cargo.toml"
_AROUND: Final = 12
_SHORT: Final = 60


@dataclass(frozen=True, slots=True)
class Material:
    """All that a packet is made of."""

    incident: str
    error: Finding
    kind: str
    """Class of the error."""
    root: Path
    toolchain: Toolchain
    changes: Changes = field(default_factory=dict)
    """The tree as the compiler saw it when it said this."""
    attempts: tuple[Attempt, ...] = ()
    edited: tuple[str, ...] = ()
    """Files that this run has edited."""
    branch: str = ""
    guidance: tuple[str, ...] = ()
    trigger: Trigger | None = None
    why_previous_failed: str = ""
    """Empty: what came of the last attempt below."""
    suspected_cause: str = ""
    """Empty: the trigger's evidence, or that each attempt ended in the same error."""
    routes: Mapping[str, str] = field(default_factory=dict)
    """Names that the user's settings put in the place of others."""
    sender: str = SENDER


def build(material: Material, level: int) -> Escalation:
    """Give the packet for a level; what the material lacks stays empty, and `refusals` names it."""
    error, trigger = material.error, material.trigger
    sources = Sources(material.root, material.changes, named_toolchain(material.toolchain))
    shown = primary(error, sources)
    tried = tuple(one for one in material.attempts if one.level < level)
    return Escalation(
        incident=material.incident,
        sender=material.sender,
        to=route(level, material.kind, trigger.name if trigger else "", material.routes),
        level=level,
        problem=f"{error.rule}: {error.message}" if error.rule else error.message,
        attempted=tuple(map(_told, material.attempts)),
        error_full=error.rendered,
        context=shown.window if shown is not None else _elsewhere(error, sources),
        request=request(error, material.kind, level),
        current_state=CurrentState(material.edited, material.branch),
        blocked_on=_blocked(error, material.kind, level),
        code=error.rule or "",
        kind=material.kind,
        related=related(error, sources, shown) if shown is not None else (),
        trigger=f"{trigger.name} ({trigger.row}): {trigger.evidence}" if trigger else "",
        why_previous_failed=material.why_previous_failed or _why_failed(tried, trigger),
        suspected_cause=material.suspected_cause or _suspected(error, tried, trigger),
        guidance=material.guidance,
    )


def completed(packet: Escalation, root: Path, changes: Changes, toolchain: Toolchain) -> Escalation:
    """Give a packet whose context names a file with the code that stands there, and with the toolchain (P27).

    A line that is missing is taken from the diagnostic. What is there already stays as it is.
    """
    found, sources = packet.context, Sources(root, changes, packet.context.toolchain or named_toolchain(toolchain))
    arrows = [int(arrow["line"]) for arrow in ARROW.finditer(packet.error_full) if arrow["path"] == found.path]
    line = found.line or next(iter(arrows), 0)
    cut = at(found.path, line, sources, [(line, line)], _AROUND, _SHORT) if found.path and line else None
    window = found.code_window or (cut.window.code_window if cut is not None else "")
    return replace(packet, context=Window(found.path, line, window, sources.toolchain))


def named_toolchain(toolchain: Toolchain) -> str:
    """Give the compiler and its host in one line."""
    return f"{toolchain.rustc} on {toolchain.host}"


def _told(attempt: Attempt) -> str:
    what = f"{attempt.action} ({attempt.attempted})" if attempt.action else attempt.attempted
    return f"level {attempt.level}, attempt {attempt.n}: {what}; result: {attempt.result}"


def _elsewhere(error: Finding, sources: Sources) -> Window:
    """Give the manifest for an error without a place, such as one of the linker; empty for one that lies outside."""
    if error.path is None and text_of(_MANIFEST, sources) is not None:
        cut = at(_MANIFEST, 1, sources, (), _SHORT, _SHORT)
        if cut is not None:
            return cut.window
    return Window(error.path or "", error.line or 0, "", sources.toolchain)


def _blocked(error: Finding, kind: str, level: int) -> str:
    words = "the tree does not compile" if error.phase is not None else "a test fails"
    words = {PERFORMANCE: "a stated time is missed", LINT: "the linting does not pass"}.get(kind, words)
    who = {2: "an edit that the compiler and the tests admit", 3: "a decision on the design"}
    return f"{words} until {place(error)} is answered; needed: {who.get(level, 'the decision of the user')}"


def _why_failed(tried: tuple[Attempt, ...], trigger: Trigger | None) -> str:
    if tried:
        last = tried[-1]
        return f"level {last.level} ended after {len(tried)} attempts below; the last one: {last.result}"
    return f"the levels below were not tried: {trigger.evidence}" if trigger else ""


def _suspected(error: Finding, tried: tuple[Attempt, ...], trigger: Trigger | None) -> str:
    if trigger is not None:
        return trigger.evidence
    kept = [one for one in tried if one.errors_after >= one.errors_before]
    if tried and len(kept) == len(tried):
        return f"no attempt left fewer errors: what `{error.rule or error.message}` reports is not local to its lines"
    return "attempts left fewer errors, and this one stood: its edits and those of others conflict" if tried else ""
