"""A story told of as a run: its command, what it decided, and where the history keeps it."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from ferrule.facts.fix import FixReport
from ferrule.facts.gate import CheckReport
from ferrule.telemetry.span import run_of

_P = ParamSpec("_P")
_Report = TypeVar("_Report", bound=CheckReport | FixReport)


def as_run(command: str) -> Callable[[Callable[_P, _Report]], Callable[_P, _Report]]:
    """Give what puts a story into a span of its own, or of the command line that called for it."""

    def around(story: Callable[_P, _Report]) -> Callable[_P, _Report]:
        @functools.wraps(story)
        def inside(*args: _P.args, **kwargs: _P.kwargs) -> _Report:
            with run_of(command) as run:
                report = story(*args, **kwargs)
                run.set(verdict=report.verdict.value, exit_code=report.exit_code, run_id=report.run_id)
                if isinstance(report, CheckReport):
                    run.set(profile=report.profile)
            return report

        return inside

    return around
