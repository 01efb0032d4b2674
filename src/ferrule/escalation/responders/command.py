"""A program that answers packets: the user's own choice, so it runs as the user, in a folder of its own."""

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ferrule.escalation.answers.judging import Judged, judge_text
from ferrule.escalation.answers.places import Unfit
from ferrule.escalation.answers.tree import Tree
from ferrule.escalation.responders.asking import kept, problem_of, request
from ferrule.escalation.responders.copying import Copy, as_diff, copied, difference
from ferrule.escalation.responders.responder import TRIES, Reply
from ferrule.facts.packet import Escalation
from ferrule.facts.responders import CommandSettings, EditsBy
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run

KEEP_BYTES: Final = 256 << 10
"""Of the head, and again of the tail, of what it writes."""
_ALWAYS: Final = ("PATH", "HOME")
_SHORTEST_S: Final = 0.05
_HOPELESS: Final = (Ended.MISSING, Ended.NOT_STARTED, Ended.CANCELLED)


@dataclass(frozen=True, slots=True)
class CommandResponder:
    """A program that reads a packet on its standard input and writes its answer.

    It needs the network and its own settings, and it is named outside of every workspace: so it runs without the
    sandbox, in an empty folder or in a copy of the sources, and sees no variables but those that were listed.
    """

    settings: CommandSettings

    @property
    def name(self) -> str:
        """As the settings call it."""
        return self.settings.name

    def ask(self, packet: Escalation, tree: Tree, timeout_s: float, cancel: threading.Event | None = None) -> Reply:
        """Give its reply, within the time; never raises for what the program does."""
        began = time.monotonic()
        try:
            with _desk(tree) as folder:
                copy = copied(tree, folder) if self.settings.edits is EditsBy.SCRATCH else None
                reply = self._asked(packet, tree, _Desk(folder, copy, began + timeout_s, cancel))
        except (Unfit, OSError) as fault:  # OSError: no room for the copy
            reply = Reply(problem=problem_of(f"{self.name}: {fault}"))
        return replace(reply, seconds=time.monotonic() - began)

    def _asked(self, packet: Escalation, tree: Tree, desk: "_Desk") -> Reply:
        problem, words, tries = "", "", 0
        while tries < TRIES and desk.left_s() > _SHORTEST_S:
            outcome = self._run(request(packet, tree, problem), desk)
            tries += 1
            words = kept(outcome.stdout.text)
            judged = self._judged(outcome, packet.level, tree, desk.copy)
            if judged.answer is not None:
                return Reply(judged.answer, judged.changes, closed=judged.closed, words=words, tries=tries)
            problem = problem_of(judged.problem)
            if outcome.ended in _HOPELESS:
                break
        return Reply(problem=f"{self.name}: {problem or 'no time was left to ask'}", words=words, tries=tries)

    def _run(self, text: bytes, desk: "_Desk") -> Outcome:
        seen = {*_ALWAYS, *self.settings.env}
        return run(
            Command(
                self.settings.argv,
                desk.folder,
                timeout_s=min(self.settings.timeout_s, desk.left_s()),
                env={name: None for name in os.environ if name not in seen},
                keep_bytes=KEEP_BYTES,
                stdin=text,
            ),
            cancel=desk.cancel,
        )

    def _judged(self, outcome: Outcome, level: int, tree: Tree, copy: Copy | None) -> Judged:
        if not outcome.ok:
            return Judged(problem=_how_it_ended(outcome))
        try:
            changes = difference(copy, tree) if copy is not None else {}
        except Unfit as fault:
            return Judged(problem=str(fault))
        judged = judge_text(outcome.stdout.text, level, tree, changes)
        if changes and judged.answer is not None:
            return replace(judged, answer=replace(judged.answer, edits=(), diff=as_diff(tree, changes)))
        return judged


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where and how long a program works."""

    folder: Path
    copy: Copy | None
    """None where its edits stand in its answer."""
    deadline: float
    cancel: threading.Event | None

    def left_s(self) -> float:
        return self.deadline - time.monotonic()


@contextmanager
def _desk(tree: Tree) -> Iterator[Path]:
    tree.scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="answer-", dir=tree.scratch, ignore_cleanup_errors=True) as folder:
        yield Path(folder).resolve()


def _how_it_ended(outcome: Outcome) -> str:
    said = (outcome.stderr.text.strip() or outcome.stdout.text.strip())[-400:]
    how = {
        Ended.EXITED: f"ended with exit code {outcome.code}",
        Ended.SIGNALLED: f"was ended by signal {outcome.signal}",
        Ended.TIMED_OUT: f"gave no answer in time: {outcome.note}",
        Ended.CANCELLED: "was given up",
    }.get(outcome.ended, outcome.note)
    return f"{how}: {said}" if said and outcome.ended in {Ended.EXITED, Ended.SIGNALLED} else how
