"""The watch without a screen: lines for a pipe, a log, a terminal that can do no more."""

import queue

from rich.console import Console
from rich.text import Text

from ferrule.api.watching import watch
from ferrule.cli.watch.board import Board
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import CheckReport, GateResult
from ferrule.facts.progress import Finished
from ferrule.facts.watch import Broke, Happening, Muted, RoundEnded, Saved, Seeing, Trouble, WatchRequest
from ferrule.report.escape import on_one_line

INTERRUPTED = 130
BUG = 70
_SHOWN = 20
_LONGEST = 500


def follow(request: WatchRequest, out: Console) -> int:
    """Write lines until Ctrl-C; gives the exit code.

    Raises:
        FerruleError: when there is no workspace.
    """
    heard: queue.SimpleQueue[Happening] = queue.SimpleQueue()
    engine, board = watch(request, heard.put), Board()
    engine.begin()
    try:
        while True:
            event = heard.get()
            board.hear(event)
            if isinstance(event, Broke):
                _say(out, event.trace)
                return BUG
            for line in _lines(event):
                _say(out, line)
    except (KeyboardInterrupt, BrokenPipeError, SystemExit):  # the last is rich's answer to a closed pipe
        return INTERRUPTED
    finally:
        engine.end()


def _lines(event: Happening) -> list[str]:
    match event:
        case Saved(paths, count, _):
            return ["", f"saved: {', '.join(paths)}{f' and {count - len(paths)} more' if count > len(paths) else ''}"]
        case Finished(result):
            return [_row(result), *_findings(result)]
        case RoundEnded(report, cut_short):
            return [_verdict(report)] if not cut_short else ["outdated: begins anew"]
        case Trouble(words, hint):
            return [f"error: {words}", f"  hint: {hint}"]
        case Seeing(polling=True, why=why):
            return [f"note: polling: {why}"]
        case Muted(path):
            return [f"note: {path} is written by a gate: its changes start no round"]
        case _:
            return []


def _row(row: GateResult) -> str:
    reason = f" ({row.reason.value})" if row.reason else ""
    seen = f", {row.seen.count} {row.seen.unit}" if row.seen and row.argv else ""
    took = ", remembered" if row.cached else f" in {row.seconds:.1f} s" if row.argv else ""
    detail = f": {row.detail}" if row.detail else ""
    return f"{row.id}: {row.status.value}{reason}{took}{seen}{detail}"


def _findings(row: GateResult) -> list[str]:
    errors = [one for one in row.findings if one.level is Level.ERROR]
    shown = [f"  {_place(one)}: error{f'[{one.rule}]' if one.rule else ''}: {one.message}" for one in errors[:_SHOWN]]
    left = len(errors) - len(shown)
    return [*shown, f"  ... and {left} more"] if left > 0 else shown


def _place(one: Finding) -> str:
    return ":".join(str(part) for part in (one.path or "-", one.line, one.column) if part)


def _verdict(report: CheckReport) -> str:
    return f"{report.verdict.value} in {report.seconds:.1f} s, profile {report.profile}"


def _say(out: Console, line: str) -> None:
    out.print(Text(on_one_line(line, _LONGEST) if not line.startswith("  ") else f"  {on_one_line(line, _LONGEST)}"))
