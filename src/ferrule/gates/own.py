"""Gates that a team brought along in its settings: one command each, read with the team's own patterns."""

import json
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading, Seen, Undecided
from ferrule.facts.settings import OwnGate
from ferrule.facts.status import Reason
from ferrule.gates import patterns
from ferrule.gates.gate import Call, Closed, Job, Tool
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run
from ferrule.workspace.cargo_env import PLAIN

PATTERNS_S = 20.0
"""How long the patterns may take over the output."""
_NOT_INSTALLED = re.compile(
    r"^error: (?:no such (?:sub)?command|toolchain '[^'\n]*' is not installed|'[^'\n]*' is not installed for).*",
    re.MULTILINE,
)
_SHELL_MISSES = frozenset({126, 127})
"""What a shell says of a program that it cannot start."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What the patterns found in the output."""

    count: int
    strange: str
    """What stands where a number should, empty when one does."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """An own gate under the names of the protocol."""

    gate: OwnGate
    root: Path
    withheld: Closed | None = None
    """Why nobody may run it yet; None when it may run."""

    @property
    def ID(self) -> str:
        """The word that users type."""
        return self.gate.id

    @property
    def TITLE(self) -> str:
        """What holds when the gate passes; its command where the team gave no title."""
        return self.gate.title or shlex.join(self.gate.argv)

    @property
    def WRITES(self) -> Writes:
        """What its command changes on disk."""
        return Writes(self.gate.writes)

    @property
    def READS(self) -> tuple[str, ...]:
        """Which files its verdict hangs on."""
        return self.gate.reads

    @property
    def TOOL(self) -> Tool:
        """Its program: by name from PATH, or a file of the workspace."""
        return Tool(self._program, self.gate.remedy or f"install {self.gate.argv[0]}")

    @property
    def UNIT(self) -> str:
        """What it counts."""
        return self.gate.unit

    @property
    def NOTHING(self) -> Reason:
        """A gate of one's own that saw nothing proved nothing."""
        return Reason.NOTHING_SEEN

    def closed(self, job: Job) -> Closed | None:
        """Give why it cannot run here: nobody trusted it, the sandbox forbids it, its file is not there."""
        if self.withheld:
            return self.withheld
        if job.sandbox and self.WRITES is Writes.SOURCE:
            return Closed(Reason.SANDBOX, "it writes source files, which the sandbox forbids", "run without --sandbox")
        return self._unstartable() if "/" in self.gate.argv[0] else None

    def state(self, job: Job) -> str:
        """Give its patterns; where it reads no files, nothing tells that its verdict still holds, so it runs anew."""
        return repr((self.gate.seen, self.gate.failed, self.UNIT, "" if self.READS else job.run_id))

    def call(self, _job: Job) -> Call:
        """Give its command, with one pipe for all that it says: patterns need the order of lines."""
        return Call((self._program, *self.gate.argv[1:]), PLAIN, merged=True)

    def read(self, job: Job, outcome: Outcome) -> Reading:
        """Give what its patterns tell; where it has none, the exit code decides, and the row says so."""
        if outcome.ended is not Ended.EXITED:
            return Reading()
        text = outcome.stdout.text
        found = self._found(job, text)
        if isinstance(found, Undecided):
            return Reading(undecided=found)
        return Reading(
            findings=self._findings(found, outcome),
            seen=Seen(self.UNIT, found.count if self.gate.seen else 1),
            finished=outcome.code == 0,
            complaint=cargo_complaint(text),
            undecided=_missing(outcome, self.TOOL) or _no_number(found),
            remark=self._remark(),
        )

    @property
    def _program(self) -> str:
        first = self.gate.argv[0]
        return str(self.root / first) if "/" in first else first

    def _unstartable(self) -> Closed | None:
        path, name = Path(self._program), self.gate.argv[0]
        if not path.is_file():
            return Closed(Reason.NOT_INSTALLED, f"{name} is not in the workspace", self.gate.remedy)
        if not os.access(path, os.X_OK):
            return Closed(Reason.NOT_INSTALLED, f"{name} must not be executed", shlex.join(("chmod", "+x", name)))
        return None

    def _found(self, job: Job, text: str) -> Found | Undecided:
        if not (self.gate.seen or self.gate.failed):
            return Found(0, "", ())
        with tempfile.TemporaryDirectory(dir=job.scratch, prefix="own-") as folder:
            output = Path(folder) / "output"
            output.write_text(text, "utf-8", "replace")
            script = (sys.executable, "-I", "-S", str(Path(patterns.__file__)))
            argv = (*script, str(output), self.gate.seen, self.gate.failed)
            answer = run(Command(argv, Path(folder), PATTERNS_S), cancel=job.cancel)
        if answer.ended is Ended.TIMED_OUT:
            detail = f"its patterns were not through with the output after {PATTERNS_S:g} s"
            return Undecided(Reason.UNREADABLE_OUTPUT, detail, "simplify them: no repetition within a repetition")
        if not answer.ok:
            return Undecided(Reason.TOOL_ERROR, f"its patterns: {answer.stderr.text.strip()[-_LONGEST:]} {answer.note}")
        told = json.loads(answer.stdout.text)
        return Found(told["count"], told["strange"], tuple(told["lines"]))

    def _findings(self, found: Found, outcome: Outcome) -> tuple[Finding, ...]:
        if found.lines:
            return tuple(Finding(self.ID, "failed", Level.ERROR, line or "a blank line") for line in found.lines)
        if self.gate.failed or outcome.code == 0 or outcome.code in _SHELL_MISSES or _missing(outcome, self.TOOL):
            return ()
        message = f"exit code {outcome.code}; the exit code alone decided: {_last(outcome.stdout.text)}"
        return (Finding(self.ID, "exit-code", Level.ERROR, message, rendered=outcome.stdout.text),)

    def _remark(self) -> str:
        if self.gate.seen:
            return ""
        return "nothing counts its work: " + (
            "exit code 0 and no match of `failed` decided" if self.gate.failed else "the exit code alone decided"
        )


def own_checks(gates: Iterable[OwnGate], root: Path, withheld: Closed | None) -> tuple[OwnCheck, ...]:
    """Give own gates under the names of the protocol; `withheld` says why none may run, None: they may."""
    return tuple(OwnCheck(gate, root, withheld) for gate in gates)


def _missing(outcome: Outcome, tool: Tool) -> Undecided | None:
    """Give that Cargo or rustup has no such tool, in their words; None when they do not say so."""
    said = _NOT_INSTALLED.search(outcome.stdout.text) if outcome.code != 0 else None
    return Undecided(Reason.NOT_INSTALLED, said.group()[:_LONGEST], tool.remedy) if said else None


def _no_number(found: Found) -> Undecided | None:
    if not found.strange:
        return None
    detail = f"the first group of `seen` found {found.strange[:_LONGEST]!r}, which is no number"
    return Undecided(Reason.UNREADABLE_OUTPUT, detail)


def _last(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return lines[-1][:_LONGEST] if lines else "without a word"
