"""Lint until nothing is found: lay out, mend what clippy is sure of, look again; or say what is left (E08)."""

import hashlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.errors import FerruleError
from ferrule.facts.finding import Finding
from ferrule.facts.fix import FixRequest
from ferrule.facts.gate import GateResult
from ferrule.facts.progress import Progress
from ferrule.facts.request import CheckRequest
from ferrule.facts.status import Reason, Status
from ferrule.facts.task import Box, BoxStatus, Task
from ferrule.flow.check import INTERRUPTED, check
from ferrule.flow.fix import fix
from ferrule.flow.tasks.layout import lay_out
from ferrule.flow.tasks.lint_up import Going, Raised, over, raised, with_questions
from ferrule.flow.tasks.running.apart import enclosed
from ferrule.gates.totals import harmless
from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.store.apart import make_apart
from ferrule.store.place import state_folder
from ferrule.tasks.boxes import LINT, is_accepted
from ferrule.workspace.cargo_env import PLAIN, built_in
from ferrule.workspace.tree_state import task_files

_ROUNDS: Final = 5
_GATES: Final = ("fmt", "clippy", "unused-deps")
_NEEDED: Final = ("fmt", "clippy")
_HIGHEST: Final = 3
"""The levels of `fix` that may be tried: nobody is asked before the end."""
_ALIAS_S: Final = 1800.0
_POINTED: Final = re.compile(r"^ *--> (\S+:\d+):\d+$", re.MULTILINE)
"""How rustc and clippy show where a lint stands."""
_SHOWN: Final = 3
_LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class Linting:
    """What a linting is told."""

    root: Path
    task: Task
    trusted: bool
    foreign: Collection[str]
    """Files that are somebody else's work, relative to the root."""
    alias: str = ""
    """The Cargo command by which the repository itself lints, such as `xlint`; empty: clippy as ferrule runs it."""
    source: str = ""
    """The file that names it."""
    tell: Callable[[str], None] = lambda _: None
    notify: Callable[[Progress], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at the tree."""

    rows: tuple[GateResult, ...]
    said: str
    """What the alias said that speaks against the tree; empty when nothing does."""
    log: str

    @property
    def bad(self) -> tuple[GateResult, ...]:
        return tuple(row for row in self.rows if row.status is Status.FAILED)

    @property
    def mark(self) -> tuple[object, ...]:
        """What was found: the same twice means that nothing gets better."""
        return (*((row.id, tuple(map(_words, row.findings))) for row in self.bad), self.said)


def lint(linting: Linting) -> Box:
    """Give the box of the linting; what it wrote is in the journal, so that `ferrule undo` takes it back.

    Raises:
        FerruleError: for a workspace that cannot be read, or files that cannot be written.
    """
    seen: list[tuple[object, ...]] = []
    left: list[str] = []
    up: Raised | None = None
    for number in range(1, _ROUNDS + 1):
        linting.tell(f"linting: round {number}")
        look = _look(linting)
        if not look.bad and not look.said:
            if any(row.id == "clippy" and row.status is Status.PASSED for row in look.rows):
                over(linting.root)
            return _passed(linting, look, number)
        if look.mark not in seen and _mended(linting, look, left):
            seen.append(look.mark)
            continue
        if up is None:
            up = _raised(linting, look)
            if up.applied:
                continue
        break
    return with_questions(_failed(linting, look, [*left, *(up or Raised()).notes]), up or Raised())


def _look(linting: Linting) -> _Look:
    only = tuple(gate for gate in _GATES if gate != "clippy" or not linting.alias)
    accepted = frozenset(map(Reason, linting.task.ladder.accepted))
    request = CheckRequest(
        linting.root,
        only=only,
        accepted=accepted,
        trusted=linting.trusted,
        sandboxed=bool(linting.task.tree),
        apart=True,
        command=f"task finish {linting.task.id}",
    )
    report = check(request, linting.notify)
    if report.exit_code == INTERRUPTED:
        raise KeyboardInterrupt
    rows = report.gates
    rows = tuple(_without_accepted(linting.task, row) for row in rows if row.id in only)
    refused = any(row.reason is Reason.UNTRUSTED for row in rows)
    said, log = _by_alias(linting) if linting.alias and not refused else ("", "")
    evidence = "\n".join(f"{row.id} {row.status} {row.reason or ''} {row.evidence_sha256 or ''}" for row in rows)
    return _Look(rows, said, f"{evidence}\n{log}")


def _without_accepted(task: Task, row: GateResult) -> GateResult:
    """Give a row without the findings that the user lets pass; one that had no others is no failure here."""
    left = tuple(finding for finding in row.findings if not is_accepted(task, row.id, finding.path))
    if row.status is Status.FAILED and row.findings and not left:
        return replace(row, status=Status.SKIPPED, reason=Reason.USER, findings=())
    return replace(row, findings=left)


def _by_alias(linting: Linting) -> tuple[str, str]:
    """Give what the repository's own command says against the tree, and all that it said."""
    sandbox = enclosed(linting.task)
    env = PLAIN if sandbox else PLAIN | built_in(make_apart(state_folder(linting.root).folder))
    outcome = run(Command(("cargo", linting.alias), linting.root, _ALIAS_S, env, merged=True, sandbox=sandbox))
    text = outcome.stdout.text
    told = [line for line in text.split("\n") if line.startswith(("warning", "error"))]
    if outcome.ok and not told:
        return "", text
    first = told[0] if told else cargo_complaint(text) or outcome.note or f"exit code {outcome.code}"
    return f"cargo {linting.alias}: {first[:_LONGEST]}", text


def _mended(linting: Linting, look: _Look, left: list[str]) -> bool:
    """Try to mend what was found; give whether a file changed."""
    changed = 0
    for row in look.bad:
        if row.id == "fmt":
            written, words = lay_out(linting.root, row.findings, linting.foreign, linting.tell)
            changed += written
            left[:] = words
    if not changed and (look.said or any(row.id == "clippy" for row in look.bad)):
        try:
            changed = len(_repaired(linting))
        except FerruleError as fault:
            left.append(f"fix: {fault}")
    return bool(changed)


def _raised(linting: Linting, look: _Look) -> Raised:
    """Let go up what clippy said, or the places that the alias in its place pointed at; layout and manifests do not."""
    findings = (finding for row in look.bad if row.id == "clippy" for finding in row.findings)
    named = (f"{finding.path}:{finding.line}" for finding in findings if finding.path)
    pointed = _POINTED.findall(look.log) if look.said else ()
    places = tuple(dict.fromkeys((*named, *pointed)))
    return raised(Going(linting.root, linting.task, places, linting.foreign, linting.trusted, linting.tell))


def _repaired(linting: Linting) -> tuple[object, ...]:
    files: tuple[Path, ...] = ()
    if linting.foreign:  # no edit of what is not the task's
        files = tuple(linting.root / name for name in task_files(linting.root, linting.task.origin).mine)
        if not files:
            return ()
    request = FixRequest(
        linting.root,
        files=files,
        warnings=True,
        max_level=_HIGHEST,
        trusted=linting.trusted,
        command=f"task finish {linting.task.id}",
    )
    report = fix(request, linting.tell)
    return report.edits if report.applied else ()


def _passed(linting: Linting, look: _Look, rounds: int) -> Box:
    undecided = [row for row in look.rows if row.status is not Status.PASSED]
    words = [f"{row.id}: {row.status.value} ({row.reason.value if row.reason else ''})" for row in undecided]
    detail = "; ".join((f"clean after {rounds} round{'s' if rounds > 1 else ''}", *words))
    box = replace(_box(linting, look), detail=detail, exit=0)
    accepted = linting.task.ladder.accepted
    due = [row for row in undecided if row.id in _NEEDED and not harmless(row) and row.reason not in accepted]
    if due or len(undecided) == len(look.rows):
        first = (due or undecided)[0]
        reason = first.reason.value if first.reason else "nothing-seen"
        return replace(box, status=BoxStatus.OPEN, reason=reason, exit=None, remedy=first.remedy)
    return replace(box, status=BoxStatus.PASSED)


def _failed(linting: Linting, look: _Look, left: list[str]) -> Box:
    found = [words for row in look.bad for words in map(_words, row.findings)] + ([look.said] if look.said else [])
    more = f"; {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    detail = "; ".join((*found[:_SHOWN], *left)) + more
    places = [f"{row.id}:{finding.path}" for row in look.bad for finding in row.findings if finding.path]
    accept = f"; or let the user say `ferrule task accept {places[0]} --reason TEXT`" if places else ""
    remedy = f"ferrule check --only {' --only '.join(_GATES)}{accept}"
    return replace(_box(linting, look), status=BoxStatus.FAILED, detail=detail, exit=1, remedy=remedy)


def _box(linting: Linting, look: _Look) -> Box:
    box = linting.task.box(LINT)
    clippy = f"cargo {linting.alias}" if linting.alias else "clippy"
    sha = hashlib.sha256(look.log.encode("utf-8", "replace")).hexdigest()
    return replace(box, command=f"fmt, {clippy}, unused-deps", source=linting.source, evidence_sha256=sha)


def _words(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line or 0}: " if finding.path else ""
    return f"{place}{finding.rule or finding.tool}: {finding.message}"[:_LONGEST]
