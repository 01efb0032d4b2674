"""The log: lines wait until there is a folder for them, and are written by a thread that alone imports structlog."""

import os
import threading
from collections.abc import Callable, MutableMapping
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ferrule import __version__
from ferrule.telemetry.span import Level, Span, Value, listen, unlisten

if TYPE_CHECKING:  # a ladder on which nothing changed writes no log, and waits for none of these
    from datetime import datetime

    from structlog.typing import FilteringBoundLogger

    from ferrule.telemetry.line import Line
    from ferrule.telemetry.log_file import LogFile

_Heard: TypeAlias = tuple[Span, dict[str, Value] | None]
"""A span, and what it said when it began; None for its end."""
_MOST_WAITING: Final = 1000
"""Lines that wait for a folder: a command that never has one forgets them."""


class Log:
    """One log for this process. Nothing that befalls it stops or changes what it tells of."""

    def __init__(self) -> None:
        self._lines: SimpleQueue[_Heard | None] = SimpleQueue()
        self._writer: threading.Thread | None = None
        self._is_on = False
        self.trouble = ""
        """Why it is not written, or no longer; empty where it is."""

    def begin(self) -> None:
        """Begin to listen."""
        self._is_on = True
        listen(self)

    def keep_in(self, state: Path, mask: Callable[[str], str]) -> None:
        """Write what was heard so far, and from now on, below a state folder; `mask` takes secrets out of a text.

        To be called when there is something worth it: a ladder on which nothing changed is not. Where nobody began to
        listen, or a folder is known already, nothing happens.
        """
        if self._is_on and self._writer is None:
            writer = threading.Thread(target=self._write, args=(state, mask), name="log", daemon=True)
            try:
                writer.start()
            except RuntimeError as fault:  # the system gives no more threads
                self._give_up(str(fault))
            else:
                self._writer = writer

    def began(self, span: Span) -> None:
        """Take the begin of what is of interest in itself."""
        if span.level >= Level.INFO:
            self._put((span, dict(span.values)))

    def ended(self, span: Span) -> None:
        """Take an end."""
        self._put((span, None))

    def end(self, within_s: float) -> None:
        """Listen no more, and wait until all is written, or so long."""
        unlisten(self)
        if self._writer is not None:
            self._lines.put(None)
            self._writer.join(within_s)
            if self._writer.is_alive():
                self.trouble = self.trouble or f"the log was not written within {within_s:g} s"
        self._is_on, self._writer, self._lines = False, None, SimpleQueue()

    def _put(self, heard: _Heard) -> None:
        if self._writer is not None or self._lines.qsize() < _MOST_WAITING:
            self._lines.put(heard)

    def _write(self, state: Path, mask: Callable[[str], str]) -> None:
        from ferrule.telemetry.line import begin_of, end_of
        from ferrule.telemetry.log_file import LogFile

        lines = self._lines
        try:
            with LogFile(state) as file:
                logger = _logger(file, mask)
                while (heard := lines.get()) is not None:
                    span, values = heard
                    line = end_of(span) if values is None else begin_of(span, values)
                    logger.log(line.level, line.event, line=line)
        except OSError as refusal:
            self._give_up(f"{refusal.filename or state}: {refusal.strerror or refusal}")
        except Exception as fault:  # noqa: BLE001 - whatever it is, it costs the log and nothing else
            self._give_up(f"{type(fault).__name__}: {fault}")

    def _give_up(self, why: str) -> None:
        unlisten(self)
        self.trouble = f"no log is kept: {why}"


LOG: Final = Log()


class _Sink:
    """Where structlog's lines go, whatever their level."""

    def __init__(self, file: "LogFile") -> None:
        self.debug = self.info = self.error = file.write


def _logger(file: "LogFile", mask: Callable[[str], str]) -> "FilteringBoundLogger":
    import msgspec
    import structlog

    def lined(_: object, level: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
        line: Line = event["line"]
        head = {"time": _clock(line.time), "level": level, "event": line.event, "pid": pid, "version": __version__}
        ids = {"trace_id": line.trace_id, "span_id": line.span_id, "parent_span_id": line.parent_id or None}
        tail = {"seconds": line.seconds, **ids, "exc_info": line.error}
        return {**head, **{key: value for key, value in line.values.items() if key not in head | tail}, **tail}

    def encoded(_: object, __: str, event: MutableMapping[str, Any]) -> bytes:
        said = {key: value for key, value in event.items() if value is not None}
        return msgspec.json.encode({k: mask(v) if isinstance(v, str) else v for k, v in said.items()}) + b"\n"

    pid = os.getpid()
    logger: FilteringBoundLogger = structlog.wrap_logger(
        _Sink(file),
        wrapper_class=structlog.make_filtering_bound_logger(Level.DEBUG),
        processors=[lined, structlog.processors.format_exc_info, encoded],
    )
    return logger


def _clock(moment: "datetime") -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
