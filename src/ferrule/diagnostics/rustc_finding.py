"""One diagnostic of rustc, clippy or rustdoc as a finding, with its suggestions."""

import re
from itertools import combinations
from pathlib import Path

from ferrule.diagnostics.cargo_line import CRASH, LEVELS, Line, Message, Span, package_name
from ferrule.diagnostics.phase import ICE, phase_of
from ferrule.diagnostics.place import relative
from ferrule.facts.finding import Edit, Finding, Level, Spot, Suggestion

_COMPARED = 100
"""Spans of one remark that are looked at for repeated places: each is compared with each other one."""
_ANSWERED = frozenset({"unused_must_use"})
"""Warnings that count as errors where a repair made them, and are answered in the same way."""
_SUMMARY = re.compile(
    r"aborting due to |\d+ warnings? emitted|Some errors have detailed explanations|For more information about "
)


def finding_in(line: Line, root: Path) -> Finding | None:
    """Give what the line's diagnostic says; None where it only counts or explains the others."""
    message = line.message
    level = LEVELS[message.level] if message else None
    if message is None or level is None or _is_summary(message):
        return None
    rule = _rule(message)
    span = _own(next((span for span in message.spans if span.is_primary), None) or Span(), root)
    return Finding(
        tool=_tool(rule),
        rule=rule,
        level=level,
        message=message.message,
        path=relative(span.file_name, root) or None,
        line=span.line_start or None,
        column=span.column_start or None,
        end_line=span.line_end or None,
        end_column=span.column_end or None,
        rendered=message.rendered or "",
        suggestions=tuple(_suggestions(message, root)),
        phase=phase_of(rule, message.message, level),
        package=package_name(line.package_id),
        spots=tuple(_spots(message, root)) if level is Level.ERROR or rule in _ANSWERED else (),
    )


def _spots(message: Message, root: Path) -> list[Spot]:
    """Give the places of the error and of its remarks; those of suggestions are edits."""
    found = [
        Spot(relative(place.file_name, root), place.byte_start, place.byte_end, span.label or "", span.is_primary, note)
        for note, spans in (("", message.spans), *((remark.message, remark.spans) for remark in message.children))
        for span in spans
        if span.suggested_replacement is None
        for place in [_own(span, root)]
    ]
    return sorted(found, key=lambda spot: (bool(spot.note), not spot.primary))


def _own(span: Span, root: Path) -> Span:
    """Give the place in the user's sources: what went wrong inside of `assert_eq!` is shown at its call."""
    inner = span
    while Path(relative(inner.file_name, root)).is_absolute() and inner.expansion is not None:
        inner = inner.expansion.span
    return span if Path(relative(inner.file_name, root)).is_absolute() else inner


def _is_summary(message: Message) -> bool:
    return not (message.code or message.spans) and _SUMMARY.match(message.message) is not None


def _rule(message: Message) -> str | None:
    if message.level == CRASH:
        return ICE
    return (message.code.code or None) if message.code else None


def _tool(rule: str | None) -> str:
    prefix, colons, _ = (rule or "").partition("::")
    return prefix if colons and prefix in {"clippy", "rustdoc"} else "rustc"


def _suggestions(message: Message, root: Path) -> list[Suggestion]:
    """Give the alternatives of the message itself, then those of its remarks."""
    found: list[Suggestion] = []
    for remark in (message, *message.children):
        parts = [span for span in remark.spans if span.suggested_replacement is not None]
        for spans in _alternatives(parts):
            applicability = spans[0].suggestion_applicability or "Unspecified"
            edits = tuple(_edit(span, root) for span in spans)
            found.append(Suggestion(remark.message, applicability, edits))
    return found


def _alternatives(spans: list[Span]) -> list[list[Span]]:
    """Split the spans of one remark into edits that belong together.

    rustc flattens "one of these" into one list. Its alternatives are each sorted by place, while the parts of a
    single suggestion need not be: so a step back starts the next one, but only where places are used twice.
    """
    if not any(_meet(one, other) for one, other in combinations(spans[:_COMPARED], 2)):
        return [spans] if spans else []
    groups: list[list[Span]] = []
    for span in spans:
        if groups and _follows(span, groups[-1]):
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _follows(span: Span, group: list[Span]) -> bool:
    if any(_meet(span, earlier) for earlier in group[-_COMPARED:]):
        return False
    return span.file_name != group[-1].file_name or span.byte_start >= group[-1].byte_start


def _meet(one: Span, other: Span) -> bool:
    """Tell whether two edits touch the same text, so that only one of them can be made."""
    if one.file_name != other.file_name:
        return False
    if (one.byte_start, one.byte_end) == (other.byte_start, other.byte_end):
        return True
    return one.byte_start < other.byte_end and other.byte_start < one.byte_end


def _edit(span: Span, root: Path) -> Edit:
    return Edit(
        path=relative(span.file_name, root),
        byte_start=span.byte_start,
        byte_end=span.byte_end,
        line=span.line_start,
        column=span.column_start,
        end_line=span.line_end,
        end_column=span.column_end,
        replacement=span.suggested_replacement or "",
    )
