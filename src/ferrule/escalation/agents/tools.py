"""The tools of a model that works on a task: it reads, searches and edits in its clone, and nowhere else."""

import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from ferrule.edits.changes import Change
from ferrule.edits.journal import apply
from ferrule.edits.whole_files import Coming, put_in_place
from ferrule.errors import FerruleError
from ferrule.process.redact import MASK, mask
from ferrule.store.identity import new_run_id
from ferrule.store.place import state_folder
from ferrule.workspace.git import git

_LINES: Final = 400
_CHARS: Final = 40_000
_LARGEST: Final = 4 << 20
_LONGEST_NAME: Final = 1024
_SEARCH_S: Final = 30.0
_CLOSED: Final = (".git", ".ferrule")
_CUT: Final = "\n[... cut: ask for less ...]"


class Refused(FerruleError):
    """What a tool does not do; never leaves the room: its words go back to the model."""

    hint = "The model is told."


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What a model may do in one round. No tool raises: what went wrong is its answer."""

    root: Path
    """Of the workspace in the clone."""
    may_write: Callable[[], bool]
    """Whether the task is being worked on now, and is no review."""
    checked: Callable[[], str]
    """Climbs the task's ladder; gives what it says."""
    fixed: Callable[[], str]
    """Repairs what compiles not; gives what became of it."""
    busy: threading.Lock = field(default_factory=threading.Lock)
    """Held while a tool is at work: one after the other, whatever calls them."""
    over: threading.Event = field(default_factory=threading.Event)
    """Once set, no tool does anything more."""

    def close(self) -> None:
        """End the round: the tool that is at work is waited for, and none begins after it."""
        self.over.set()
        with self.busy:
            return

    def read(self, path: str, first: int = 1, last: int = 0) -> str:
        """Read lines of a text file of the workspace.

        Args:
            path: relative to the workspace.
            first: the first line, from 1.
            last: the last line; 0: as many as fit.
        """
        return self._told(lambda: self._read(path, first, last))

    def search(self, pattern: str, path: str = ".") -> str:
        """Search the files of the workspace for a POSIX extended regular expression; gives `path:line:text`.

        Args:
            pattern: what is looked for.
            path: a file or folder relative to the workspace.
        """
        return self._told(lambda: self._search(pattern, path))

    def edit(self, path: str, old: str, new: str) -> str:
        """Replace a text that occurs exactly once in a file.

        Args:
            path: relative to the workspace.
            old: the text as it stands there, long enough to occur once.
            new: what stands there afterwards.
        """
        return self._told(lambda: self._edit(path, old, new))

    def write(self, path: str, text: str) -> str:
        """Write a new file; one that is there is edited instead.

        Args:
            path: relative to the workspace; its folders are made.
            text: all of it.
        """
        return self._told(lambda: self._write(path, text))

    def check(self) -> str:
        """Run the gates that will judge the task: formatting, lints, build, tests. Takes a while."""
        return self._told(self.checked)

    def fix(self) -> str:
        """Let ferrule repair what does not compile."""
        return self._told(lambda: self._when_open(self.fixed))

    def _told(self, deed: Callable[[], str]) -> str:
        try:
            with self.busy:
                text = "the round is over" if self.over.is_set() else mask(deed())
        except (FerruleError, OSError, ValueError) as fault:
            return f"refused: {mask(str(fault))}"
        return text if len(text) <= _CHARS else f"{text[:_CHARS]}{_CUT}"

    def _when_open(self, deed: Callable[[], str]) -> str:
        if not self.may_write():
            raise Refused("nothing may be written now: the task is not being worked on")
        return deed()

    def _read(self, path: str, first: int, last: int) -> str:
        place = self._place(path)
        lines = _text(place).split("\n")
        first = max(first, 1)
        last = min(last or len(lines), first + _LINES - 1, len(lines))
        shown = "\n".join(f"{number:6} {lines[number - 1]}" for number in range(first, last + 1))
        return f"{shown}\n[{len(lines)} lines]"

    def _search(self, pattern: str, path: str) -> str:
        place = self.root if path in {"", "."} else self._place(path)
        words = ("grep", "--line-number", "-I", "--extended-regexp", "--untracked", "--no-color", "-e", pattern, "--")
        outcome = git(self.root, *words, str(place), timeout_s=_SEARCH_S, keep_bytes=_CHARS)
        if outcome.code == 1:
            return "nothing found"
        if not outcome.ok:
            raise Refused(outcome.stderr.text.strip() or outcome.note)
        return outcome.stdout.text

    def _edit(self, path: str, old: str, new: str) -> str:
        def edited() -> str:
            place = self._place(path)
            text = _text(place)
            count = text.count(old) if old else 0
            if count != 1:
                raise Refused(f"{path}: the old text occurs {count} times; it has to occur once")
            if MASK in new and MASK not in old and mask(text) != text:
                raise Refused(f"{path}: {MASK} stands for a secret that you were not shown")
            at = text.index(old)
            after = (text[:at] + new + text[at + len(old) :]).encode()
            change = Change(place, text.encode(), after)
            apply(self.root, state_folder(self.root).folder, new_run_id(datetime.now(UTC)), (change,))
            return f"{path}: edited"

        return self._when_open(edited)

    def _write(self, path: str, text: str) -> str:
        def written() -> str:
            place = self._place(path)
            if os.path.lexists(place):
                raise Refused(f"{path}: is there already; edit it")
            state = state_folder(self.root).folder.resolve()
            staged = state / f"new-{secrets.token_hex(6)}"
            staged.write_text(text, encoding="utf-8")
            try:
                put_in_place(self.root, state, (Coming(place, staged),))
            finally:
                staged.unlink(missing_ok=True)
            return f"{path}: written"

        return self._when_open(written)

    def _place(self, name: str) -> Path:
        """Give the file that a name means; raises Refused for one that leads out, or into what git or ferrule keep."""
        path = PurePosixPath(name)
        if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise Refused(f"{name[:80]!r}: is no path")
        if path.is_absolute() or ".." in path.parts or {part.casefold() for part in path.parts} & {*_CLOSED}:
            raise Refused(f"{name}: lies outside of what you may see")
        place = self.root / path
        if Path(os.path.realpath(place)) != place:
            raise Refused(f"{name}: leads through a link")
        return place


def _text(place: Path) -> str:
    if not place.is_file():
        raise Refused(f"{place.name}: no such file")
    if place.stat().st_size > _LARGEST:
        raise Refused(f"{place.name}: is too large")
    try:
        return place.read_bytes().decode()
    except UnicodeDecodeError:
        raise Refused(f"{place.name}: is no text") from None
