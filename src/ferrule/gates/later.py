"""A gate known by its name alone until something else of it is wanted: importing one costs up to 15 ms."""

from collections.abc import Callable
from functools import cached_property

from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading
from ferrule.facts.status import Reason
from ferrule.gates.gate import Call, Closed, Gate, Job, Tool
from ferrule.process.command import Outcome


class Later:
    """The gate that `find` imports, with its id beforehand; a gate itself."""

    def __init__(self, gate_id: str, find: Callable[[], Gate]) -> None:
        self.ID = gate_id
        self._find = find

    @cached_property
    def gate(self) -> Gate:
        """The module, imported now."""
        return self._find()

    @property
    def __file__(self) -> str:
        """The gate's own text, on which its remembered verdicts hang."""
        return str(getattr(self.gate, "__file__", ""))

    @property
    def TITLE(self) -> str:  # noqa: N802 - constants of a module
        """What holds when the gate passes."""
        return self.gate.TITLE

    @property
    def WRITES(self) -> Writes:  # noqa: N802
        """What its tool changes on disk."""
        return self.gate.WRITES

    @property
    def READS(self) -> tuple[str, ...]:  # noqa: N802
        """Which files of the workspace its verdict hangs on."""
        return self.gate.READS

    @property
    def TOOL(self) -> Tool:  # noqa: N802
        """The program it needs."""
        return self.gate.TOOL

    @property
    def UNIT(self) -> str:  # noqa: N802
        """What its work counter counts."""
        return self.gate.UNIT

    @property
    def NOTHING(self) -> Reason:  # noqa: N802
        """What it means when the tool saw nothing."""
        return self.gate.NOTHING

    def closed(self, job: Job) -> Closed | None:
        """Give why the gate need not or cannot run here."""
        return self.gate.closed(job)

    def state(self, job: Job) -> str:
        """Give what else its verdict hangs on."""
        return self.gate.state(job)

    def call(self, job: Job) -> Call:
        """Give the command."""
        return self.gate.call(job)

    def read(self, job: Job, outcome: Outcome) -> Reading:
        """Turn what the tool said into findings and a count."""
        return self.gate.read(job, outcome)
