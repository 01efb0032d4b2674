"""Commands that a host runs while it reads `memo.md`: run in a trusted workspace and in the sandbox, or only shown."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from ferrule.errors import Untrusted
from ferrule.flow.project import project_of
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run, sandbox_refusal
from ferrule.process.programs import find_program
from ferrule.process.redact import mask
from ferrule.process.sandbox import Sandbox
from ferrule.report.escape import on_one_line
from ferrule.tasks.instructions import Substitution, demands, substitutions
from ferrule.tasks.shell_words import forbidden
from ferrule.workspace.trust import VARIABLE, standing

_LONGEST_S: Final = 20.0
_KEPT_BYTES: Final = 1 << 16
_MOST: Final = 20
_SHOWN: Final = 80
_LINES: Final = 5


def substituted(root: Path, text: str, tell: Callable[[str], None], *, trusted: bool) -> tuple[str, ...]:
    """Run the substitutions of a text that may run, tell what they say, and give a note on each.

    Nothing runs in a workspace that its user has not trusted by name, without a sandbox, or that is not for a task.
    """
    found = substitutions(text)
    if not found:
        return ()
    if why := _withheld(root, trusted=trusted):
        return (f"{len(found)} shell substitutions were not run, {why}: {_shown(found)}",)
    notes = [note for one in found[:_MOST] for note in _note(root, one, tell)]
    return (*notes, f"{len(found) - _MOST} more were not run") if len(found) > _MOST else tuple(notes)


def _withheld(root: Path, *, trusted: bool) -> str:
    stand = standing(root)
    by_name = stand.allowed and (bool(stand.files) or os.environ.get(VARIABLE) == "1")
    if not (trusted or by_name):
        return "nobody has trusted this workspace by `ferrule trust` or `--trust`"
    refusal = sandbox_refusal()
    return f"there is no sandbox ({refusal})" if refusal else ""


def _note(root: Path, one: Substitution, tell: Callable[[str], None]) -> Iterator[str]:
    shown = on_one_line(mask(one.command), _SHOWN)
    asked = [demand.why for demand in demands(f"```sh\n{one.command}\n```")]
    if why := ", ".join(asked) or forbidden(one.command):
        yield f"line {one.line}: `{shown}` was not run: {why}"
        return
    try:
        outcome = _outcome(root, one.command)
    except Untrusted as fault:
        yield f"line {one.line}: `{shown}` was not run: {fault}"
        return
    said = [line for line in outcome.stdout.text.split("\n") if line.strip()]
    for line in said[:_LINES]:
        tell(f"{shown}: {on_one_line(mask(line), _SHOWN)}")
    yield f"line {one.line}: `{shown}` {_end(outcome)}"


def _outcome(root: Path, command: str) -> Outcome:
    """Run a command where it sees the repository, changes nothing and reaches nobody."""
    top = project_of(root).resolve()
    shell = "bash" if find_program("bash") else "sh"
    sandbox = Sandbox((top,), ())
    return run(Command((shell, "-c", command), top, _LONGEST_S, keep_bytes=_KEPT_BYTES, sandbox=sandbox))


def _end(outcome: Outcome) -> str:
    if outcome.ended is Ended.EXITED:
        return f"ended with exit code {outcome.code}"
    return f"did not end well: {outcome.ended.value} {outcome.note}".rstrip()


def _shown(found: tuple[Substitution, ...]) -> str:
    return "; ".join(f"line {one.line}: `{on_one_line(mask(one.command), _SHOWN)}`" for one in found[:_LINES])
