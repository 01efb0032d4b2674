"""Every program that is started, told of: which one and how it ended, never its arguments, which may be secret."""

import functools
from collections.abc import Callable
from pathlib import PurePath
from typing import Concatenate, ParamSpec

from ferrule.process.command import Command, Outcome
from ferrule.telemetry.span import Level, span

_P = ParamSpec("_P")


def told(run: Callable[Concatenate[Command, _P], Outcome]) -> Callable[Concatenate[Command, _P], Outcome]:
    """Give the same function, within a span for each program."""

    @functools.wraps(run)
    def inside(command: Command, /, *args: _P.args, **kwargs: _P.kwargs) -> Outcome:
        with span("process", Level.DEBUG, program=PurePath(command.argv[0]).name) as it:
            outcome = run(command, *args, **kwargs)
            it.set(ended=outcome.ended.value, exit_code=outcome.code, signal=outcome.signal)
        return outcome

    return inside
