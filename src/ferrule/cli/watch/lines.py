"""The words and colours of the watch screen: foreign text is made harmless here, and nothing in it is ever markup."""

import time
from typing import Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from ferrule.cli.watch.board import Board, Line, State
from ferrule.cli.watch.found import Found
from ferrule.facts.escalation import Tracked
from ferrule.facts.finding import Level
from ferrule.facts.gate import Verdict
from ferrule.facts.status import Status
from ferrule.report.escape import for_terminal, on_one_line

Part = tuple[str, str]
_QUIET: Final = "$foreground 55%"
SPINNER: Final = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_MARKS: Final = {
    Status.PASSED: ("✔", "$text-success"),
    Status.FAILED: ("✘", "bold $text-error"),
    Status.INCONCLUSIVE: ("?", "$text-warning"),
    Status.SKIPPED: ("–", _QUIET),
}
_LEVELS: Final = {Level.ERROR: "bold $text-error", Level.WARNING: "$text-warning"}
_VERDICTS: Final = {
    Verdict.PASSED: ("✔ passed", "bold $text-success"),
    Verdict.FAILED: ("✘ failed", "bold $text-error"),
    Verdict.INCONCLUSIVE: ("? inconclusive", "bold $text-warning"),
}
_LONGEST: Final = 300
_NAMED_GATES: Final = 2
_SLIM: Final = 30
_NAME: Final = 13


def ladder_line(line: Line, width: int, frame: int, *, low: bool = False) -> Content:
    """Give one row of the ladder: mark, gate, what it saw, how long or how old; below, why or what it says now.

    `low`: there is no room for a second line, unless the gate runs.
    """
    mark, style = _mark(line, frame)
    faint = line.state in {State.STALE, State.WAITING}
    told = _told(line).removesuffix(" ago") if width < _SLIM else _told(line)
    right = f" {told}" if told else ""
    name = set_cell_size(line.id, max(min(max(_NAME, len(line.id)), width - 2 - cell_len(right)), 1))
    middle_width = width - 2 - cell_len(name) - cell_len(right)
    below = on_one_line(_below(line), _LONGEST)
    is_short = low and line.state is not State.RUNNING
    seen = below if is_short and below else _seen(line)
    middle = _fitted(f" {seen}", middle_width)
    head = ((f"{mark} ", style), (name, _QUIET if faint else style), (middle, _QUIET), (right, _QUIET))
    if is_short or not below:
        return Content.assemble(*head)
    return Content.assemble(*head, ("\n  ", ""), (on_one_line(below, max(width - 2, 8)), _below_style(line)))


def status_line(board: Board, width: int, frame: int, repair: str) -> Content:
    """Give the line at the top: verdict, profile, what runs, what was saved last."""
    parts = [_verdict(board, frame), (f" {on_one_line(board.profile, 20)}", "bold")]
    now = time.monotonic()
    if board.running:
        what = ", ".join(f"{line.id} {now - line.began:.0f} s" for line in board.running)
        parts.append((f" · {what}", "$text-accent"))
    if repair:
        parts.append((f" · {on_one_line(repair, 60)}", "$text-accent"))
    elif board.is_settled and board.report is not None:
        parts.append((f" · {board.report.seconds:.1f} s", _QUIET))
    if board.saved is not None:
        more = f" and {board.saved.count - 1} more" if board.saved.count > 1 else ""
        path = on_one_line(board.saved.paths[0], 60)
        parts.append((f" · saved {path}{more} {age(now - board.saved_at)}", _QUIET))
    parts += [(f" · {words}", "$text-warning") for words in remarks(board)]
    return Content.assemble(*parts).truncate(max(width, 1), ellipsis=True)


def remarks(board: Board) -> list[str]:
    """Give what a user should know beside the rows, in words for one line."""
    notes = [f"polling: {board.seeing.why}"] if board.seeing and board.seeing.polling else []
    notes += [f"no round for {path}: a gate writes it" for path in board.muted]
    notes += list(board.report.notes) if board.report else []
    return [on_one_line(note, _LONGEST) for note in notes]


def finding_line(one: Found, source: str, width: int) -> Content:
    """Give one finding: its place, code and message, the gates that made it; below, the line of the file."""
    finding = one.finding
    place = f"{finding.line}:{finding.column or 1}" if finding.line else "-"
    style = _QUIET if one.stale else _LEVELS.get(finding.level, "")
    code = f" {on_one_line(finding.rule, 40)}" if finding.rule else ""
    more = len(one.gates) - _NAMED_GATES
    gates = f"  {' '.join(one.gates[:_NAMED_GATES])}{f' +{more}' if more > 0 else ''}"
    head = Content.assemble((f"{place:>7} ", _QUIET), (finding.level.value + code, style))
    room = width - head.cell_length - cell_len(gates)
    words = on_one_line(finding.message, max(room - 1, 12) if width else _LONGEST)
    head = Content.assemble(head, (f" {words}", "$foreground 60%" if one.stale else ""), (gates, _QUIET))
    text = on_one_line(source, max(width - 10, 8))
    return Content.assemble(head, ("\n        │ ", _QUIET), (text, _QUIET)) if text else head


def file_line(path: str, count: int) -> Content:
    """Give the head of the findings of one file."""
    name = on_one_line(path, _LONGEST) or "no file"
    return Content.assemble((name, "bold $text-primary"), (f"  {count}", _QUIET))


def incident_line(one: Tracked, width: int) -> Content:
    """Give an incident that waits, in one line."""
    where = f"{one.sighting.path}:{one.sighting.line}" if one.sighting.line else one.sighting.path
    code = one.sighting.code or one.sighting.kind
    words = on_one_line(f"{code} {where} {one.sighting.message}", max(width - 2, 8))
    return Content.assemble(("? ", "bold $text-warning"), (words, ""))


def rendered(one: Found, root: str) -> Content:
    """Give the tool's own full text of a finding; places in the workspace without the way to it."""
    text = for_terminal((one.finding.rendered or one.finding.message).replace(f"{root}/", "")).expandtabs(4).strip("\n")
    if one.finding.tool != "rustfmt" and not text.startswith(("Diff", "---", "+", "-")):
        return Content(text)
    return coloured_diff(text)


def coloured_diff(text: str) -> Content:
    """Give a text in which lines that were added and taken away have their colours."""
    styles = {"+": "$text-success", "-": "$text-error", "@": "$text-accent", "✔": "$text-success", "✘": "$text-error"}
    lines = for_terminal(text).expandtabs(4).split("\n")
    return Content("\n").join(Content.styled(line, styles.get(line[:1], "")) for line in lines)


def age(seconds: float) -> str:
    """Give how long ago something was."""
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size:.0f} {unit} ago"
    return f"{seconds:.0f} s ago" if seconds >= 1 else "now"


def _verdict(board: Board, frame: int) -> Part:
    if board.trouble is not None:
        return "! cannot climb", "bold $text-error"
    verdict = board.verdict
    if verdict is None:
        return f"{SPINNER[frame % len(SPINNER)]} checking", "bold $text-accent"
    return _VERDICTS[verdict]


def _mark(line: Line, frame: int) -> Part:
    if line.state is State.RUNNING:
        return SPINNER[frame % len(SPINNER)], "$text-accent"
    if line.result is None:
        return "·", _QUIET
    mark, style = _MARKS[line.result.status]
    return (mark, style) if line.state is State.CURRENT else ("~", _QUIET)


def _told(line: Line) -> str:
    """Give how long a gate runs or ran, how old its verdict is, or that it no longer holds."""
    if line.state is State.RUNNING:
        return f"{time.monotonic() - line.began:.1f} s"
    if line.state is State.STALE:
        return "stale"
    if line.result is None:
        return ""
    if line.result.age_s is not None:
        return age(line.result.age_s + time.monotonic() - line.began)
    return f"{line.result.seconds:.1f} s" if line.result.argv else line.result.status.value


def _fitted(text: str, width: int) -> str:
    if width <= 0:
        return ""
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"


def _seen(line: Line) -> str:
    row = line.result
    if line.state is State.RUNNING or row is None or row.seen is None or not row.argv:
        return ""
    count, unit = row.seen.count, row.seen.unit
    single = f"{unit.removesuffix('ies')}y" if unit.endswith("ies") else unit.removesuffix("s")
    return f"{count} {single if count == 1 else unit}"


def _below(line: Line) -> str:
    if line.state is State.RUNNING:
        return line.activity or line.title
    if line.result is None or line.state is State.STALE:
        return ""
    reason = line.result.reason.value if line.result.reason else ""
    return ": ".join(part for part in (reason, line.result.detail) if part)


def _below_style(line: Line) -> str:
    is_open = line.state is State.CURRENT and line.result and line.result.status is Status.INCONCLUSIVE
    return "$text-warning" if is_open else _QUIET
