"""Spans: what is going on, from begin to end, for whoever listens. Where nobody does, one costs next to nothing."""

import os
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from contextvars import ContextVar, Token
from enum import IntEnum
from types import TracebackType
from typing import Final, ParamSpec, Protocol, Self, TypeAlias, TypeVar

Value: TypeAlias = str | int | float | bool | None
RUN: Final = "run"
_NOTHING: Final[Mapping[str, str]] = {}

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Level(IntEnum):
    """How much somebody wants to know before they are told of it."""

    DEBUG = 10
    INFO = 20
    ERROR = 40


class Span:
    """One piece of work; a context manager. An exception that passes through it is told of, and passes on."""

    __slots__ = (
        *("name", "level", "values", "parent", "trace_id", "span_id", "began_ns", "seconds", "error"),
        *("handle", "env", "_began", "_token"),
    )

    def __init__(self, name: str, level: Level, values: dict[str, Value]) -> None:
        self.name, self.level, self.values = name, level, values
        self.parent = _CURRENT.get()
        self.trace_id: str = self.parent.trace_id if self.parent else os.urandom(16).hex()
        self.span_id = os.urandom(8).hex()
        self.began_ns = time.time_ns()
        """Since the epoch."""
        self.seconds: float | None = None
        """None while it goes on."""
        self.error: BaseException | None = None
        """What ended it; None where it came to its own end."""
        self.handle: object = None
        """What a listener keeps with it."""
        self.env = _NOTHING
        """Variables by which programs that are started within it join its trace."""
        self._began = time.monotonic()
        self._token: Token[Span | None] | None = None

    def set(self, **values: Value) -> None:
        """Take in what became known in the meantime."""
        self.values.update(values)

    def __enter__(self) -> Self:
        self._token = _CURRENT.set(self)
        _tell(lambda listener: listener.began(self))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._token is not None:
            _CURRENT.reset(self._token)
        self.error, self.seconds = error, time.monotonic() - self._began
        _tell(lambda listener: listener.ended(self))


class _Silent(Span):
    """The span of which nobody hears; one for all."""

    __slots__ = ()

    def set(self, **values: Value) -> None:
        """Do nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Listener(Protocol):
    """Hears of spans, in whatever thread they are in. One that raises hears no more: no run may suffer from it."""

    def began(self, span: Span) -> None:
        """Hear that a piece of work begins."""

    def ended(self, span: Span) -> None:
        """Hear that it ended; of one that was told of afterwards, this is all that is heard."""


_CURRENT: Final[ContextVar[Span | None]] = ContextVar("span", default=None)
_LISTENERS: Final[list[Listener]] = []
_SILENT: Final = _Silent("", Level.DEBUG, {})


def span(name: str, level: Level = Level.INFO, /, **values: Value) -> Span:
    """Give a span to work in. Values are short and hold no source text; whoever shows them masks secrets."""
    return Span(name, level, values) if _LISTENERS else _SILENT


def past(name: str, seconds: float, level: Level = Level.INFO, /, **values: Value) -> None:
    """Tell of work that ended just now and took so long."""
    if _LISTENERS:
        done = Span(name, level, values)
        done.seconds = seconds
        done.began_ns -= int(seconds * 1e9)
        _tell(lambda listener: listener.ended(done))


def run_of(command: str) -> AbstractContextManager[Span]:
    """Give the span of a run: the one around it, where the command line has opened it for this very command."""
    around = _CURRENT.get()
    if around is not None and around.name == RUN and around.values.get("command") == command:
        return nullcontext(around)
    return span(RUN, command=command)


def within(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Give a function that belongs to the present span in whatever thread it is called."""
    around = _CURRENT.get()
    if around is None:
        return function

    def inside(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        token = _CURRENT.set(around)
        try:
            return function(*args, **kwargs)
        finally:
            _CURRENT.reset(token)

    return inside


def carried() -> Mapping[str, str]:
    """Give the variables by which a program that is started now joins the trace; none where nothing is traced."""
    around = _CURRENT.get()
    return around.env if around is not None else _NOTHING


def listen(listener: Listener) -> None:
    """Let somebody hear of all spans from now on."""
    _LISTENERS.append(listener)


def unlisten(listener: Listener) -> None:
    """Let somebody hear no more; nothing happens to one who did not."""
    with suppress(ValueError):
        _LISTENERS.remove(listener)


def _tell(deed: Callable[[Listener], None]) -> None:
    for listener in tuple(_LISTENERS):
        try:
            deed(listener)
        except (Exception, SystemExit):  # noqa: BLE001 - whatever a listener does is its own affair; rich exits on a broken pipe
            unlisten(listener)
