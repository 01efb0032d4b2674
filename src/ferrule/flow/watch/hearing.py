"""What of all that changes on disk counts for the watch."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ferrule.diagnostics.cargo_lockfile import LOCK
from ferrule.facts.watch import Seeing
from ferrule.facts.workspace import Workspace
from ferrule.flow.watch.ignored import Ignored
from ferrule.flow.watch.looking import Ground
from ferrule.flow.watch.own_writes import OwnWrites
from ferrule.flow.watch.sight import Sight
from ferrule.flow.watch.stale import differs, digest
from ferrule.flow.watch.warm import sentinels
from ferrule.workspace.content import Survey, outside
from ferrule.workspace.held import UNREADABLE

_TARGET: Final = "target"


@dataclass(slots=True)
class Hearing:
    """The watched folders, and a judgement on each change there."""

    poll: bool
    changed: Callable[[frozenset[str]], None]
    seeing: Callable[[Seeing], None]
    broke: Callable[[str], None]
    own: OwnWrites = field(default_factory=OwnWrites)
    _sight: Sight | None = None
    _made_lock: tuple[object, str] = (None, "")
    """A survey, and the Cargo.lock that Cargo made after it where there was none."""

    @property
    def root(self) -> Path | None:
        """The folder of the workspace; None before the first look."""
        return Path(self._sight.ground.root) if self._sight else None

    def turn_to(self, root: Path, workspace: Workspace | None) -> None:
        """Watch these folders from here on; without a workspace that could be read, only its root."""
        beyond = map(str, outside(workspace)) if workspace else ()
        target = workspace.target_folder if workspace else root / _TARGET
        ground = Ground((str(root), *beyond), str(target))
        if self._sight is not None and self._sight.ground == ground:
            return
        self.end()
        ignored = Ignored(root)
        self._sight = Sight(ground, ignored, self.poll, self.changed, self.seeing, self.broke, sentinels(root))
        self._sight.begin()

    def counting(self, paths: Iterable[str], survey: Survey | None) -> frozenset[str]:
        """Give those of these absolute paths that may concern a gate and hold something else than when surveyed."""
        sight = self._sight
        if sight is None:
            return frozenset()
        elsewhere = {str(path) for path in sight.sentinels}
        within = frozenset(path for path in paths if sight.ground.holds(path) and not Path(path).is_dir())
        heard = sight.ignored.without(self.own.without(within)) | elsewhere.intersection(paths)
        root = Path(sight.ground.root)
        real = frozenset(path for path in heard if path in elsewhere or differs(path, root, survey))
        return real - self._made_by_cargo(real, root, survey)

    def _made_by_cargo(self, paths: frozenset[str], root: Path, survey: Survey | None) -> frozenset[str]:
        """Give the Cargo.lock among these paths when Cargo had to make one: nobody saved it."""
        lock = str(root / LOCK)
        if lock not in paths or survey is None or LOCK in survey.content.files:
            return frozenset()
        now = digest(lock)
        if self._made_lock[0] is not survey:
            self._made_lock = (survey, now)
        return frozenset({lock}) if self._made_lock == (survey, now) and now != UNREADABLE else frozenset()

    def end(self) -> None:
        """See nothing any more."""
        if self._sight is not None:
            self._sight.end()
