"""What a turn changed, piece by piece: worked out once, and dealt out to the incidents that it answered (P46)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from ferrule.edits.changes import content, located
from ferrule.facts.escalation import KeptEdit
from ferrule.facts.finding import Edit, Finding
from ferrule.facts.repair import Changes
from ferrule.repair.identity import identity
from ferrule.repair.search.minimise import Hunk, hunks
from ferrule.repair.search.state import Step

_CONTEXT: Final = 6
"""Lines around a change that may be taken along to make its place the only one."""


@dataclass(frozen=True)
class Differences:
    """The sources before and after a turn, and the steps of the search that lie between."""

    root: Path
    before: Changes
    after: Changes
    steps: Iterable[Step] = ()

    def of(self, error: Finding) -> tuple[KeptEdit, ...]:
        """Give the edits that answered an error; all of them where no step is known to be its own."""
        edits = (edit for step in self._steps_of(error) for edit in step.candidate.edits)
        found = tuple(dict.fromkeys(hunk for edit in edits if (hunk := self._hunk_of(edit)) is not None))
        pieces = (self._piece(hunk) for hunk in found or self._hunks)
        return tuple(piece for piece in pieces if piece is not None)

    @cached_property
    def _hunks(self) -> tuple[Hunk, ...]:
        return hunks(self.before, self.after)

    @cached_property
    def _by_error(self) -> dict[str, list[Step]]:
        found = defaultdict(list)
        for step in self.steps:
            found[identity(step.error)].append(step)
        return found

    @cached_property
    def _texts(self) -> dict[Path, tuple[bytes, list[bytes]]]:
        texts = {path: content(path, self.before) for path in self.after}
        return {path: (text, text.splitlines(keepends=True)) for path, text in texts.items()}

    def _steps_of(self, error: Finding) -> Iterator[Step]:
        """Yield the steps for an error; of many that read alike, those for the one on its line, if there are such."""
        alike = self._by_error.get(identity(error), [])
        on_line = [step for step in alike if step.error.line == error.line]
        yield from on_line or alike

    def _hunk_of(self, edit: Edit) -> Hunk | None:
        """Give the piece with an edit's words that lies nearest to it; None where a later edit took them back."""
        path, text = located(self.root, edit.path), edit.replacement.strip().encode()
        found = (hunk for hunk in self._hunks if hunk.path == path and text in b"".join(hunk.new))
        return min(found, key=lambda hunk: abs(hunk.old_start - edit.line + 1), default=None)

    def _piece(self, hunk: Hunk) -> KeptEdit | None:
        """Give a piece with as many lines around it as make its place the only one; None where none are enough."""
        text, lines = self._texts[hunk.path]
        for around in range(_CONTEXT + 1):
            first, last = max(0, hunk.old_start - around), min(len(lines), hunk.old_end + around)
            old = b"".join(lines[first:last])
            new = b"".join((*lines[first : hunk.old_start], *hunk.new, *lines[hunk.old_end : last]))
            if old.strip() and text.count(old) == 1:
                name = hunk.path.relative_to(self.root).as_posix()
                return KeptEdit(name, old.decode("utf-8", "replace"), new.decode("utf-8", "replace"))
        return None
