"""Who listens while one command runs: the log always, a collector where the environment names one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ferrule.telemetry.log import LOG
from ferrule.telemetry.switch import log_wanted, traces_refused, traces_wanted

if TYPE_CHECKING:
    from ferrule.telemetry.traces import Traces

LOG_S: Final = 2.0
TRACES_S: Final = 3.0
"""How long the end of a command waits for each at most."""
_EXTRA: Final = "traces are wanted and `opentelemetry` is not installed: pip install 'ferrule[otel]'"


class Session:
    """What listens to one command, from its begin to its end."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Begin to listen."""
        self._notes: list[str] = []
        self._traces = self._traced(environ) if traces_wanted(environ) else None
        if log_wanted(environ):
            LOG.begin()

    def end(self) -> tuple[str, ...]:
        """Write and send what is left, within a few seconds; gives what to tell the user, once."""
        LOG.end(LOG_S)
        trouble = self._traces.end(TRACES_S) if self._traces is not None else ""
        return tuple(filter(None, (*self._notes, LOG.trouble, trouble)))

    def _traced(self, environ: Mapping[str, str]) -> "Traces | None":
        if refusal := traces_refused(environ):
            self._notes.append(f"nothing is traced: {refusal}")
            return None
        try:
            from ferrule.telemetry.traces import Traces
        except ImportError:
            self._notes.append(_EXTRA)
            return None
        traces = Traces()
        traces.begin()
        return traces
