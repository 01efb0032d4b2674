"""The libraries of a workspace that lie between an edit and the unit that it is meant for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ferrule.edits.changes import located
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Workspace
from ferrule.repair.compile.externs import externs, key_of, sources_of
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.unit import Links, Unit


@dataclass(slots=True)
class Libraries:
    """How rustc is called for each of them; asked by one thread."""

    workspace: Workspace
    record: Callable[[], Iterable[Unit]]
    """Has every unit of the workspace compiled, fresh or not: asked once at most, since it takes its time."""
    known: dict[str, Unit] = field(default_factory=dict)
    """Units by key, as far as they were recorded."""
    _is_whole: bool = False
    _read: dict[Path, frozenset[Path]] = field(default_factory=dict)
    _crates: frozenset[str] = field(init=False)
    """The libraries of all members, as rustc names them."""
    _below: dict[str, frozenset[str]] = field(default_factory=dict)
    """By the id of a package the ids of the members that it needs, directly or not."""

    def __post_init__(self) -> None:
        """Ask the workspace once for what every candidate needs."""
        targets = (target for package in self.workspace.packages for target in package.targets if target.is_library)
        self._crates = frozenset(target.name.replace("-", "_") for target in targets)

    def links(self, unit: Unit, changes: Changes, terms: Terms) -> Links:
        """Give the libraries that have to be compiled anew before a unit is judged with these files changed.

        None where they are what the unit would be compiled against anyway. None as well where a procedural macro lies
        between, which a replay cannot make: the unit then sees all libraries as they were.
        """
        touched = frozenset(path for path in {*changes, *terms.built} if changes.get(path) != terms.built.get(path))
        if not touched or not self._may_concern(unit, touched, terms):
            return Links()
        self._complete(unit)
        stale: dict[str, bool] = {}
        self._visit(unit, touched, terms, stale)
        units = tuple(self.known[key] for key, is_stale in stale.items() if is_stale)
        if not all(one.emits_metadata for one in units):
            return Links()
        return Links(units, frozenset(path for one in units for path in touched & self._own(one, terms)))

    def _may_concern(self, unit: Unit, touched: frozenset[Path], terms: Terms) -> bool:
        """Say whether a touched file is of a library at hand, or of another member that the unit's own one needs."""
        named = (built for _, built in externs(unit.argv) if _crate(key_of(built)) in self._crates)
        at_hand = (self._sources(unit, unit.cwd / built, terms) for built in named)
        return any(touched & files for files in at_hand) or any(self._is_below(unit, path) for path in touched)

    def _is_below(self, unit: Unit, path: Path) -> bool:
        around = [package for package in self.workspace.packages if path.is_relative_to(package.folder)]
        nearest = max(around, key=lambda package: len(package.folder.parts), default=None)
        return nearest is not None and nearest.id in self._needed(unit.package_id)

    def _needed(self, package_id: str) -> frozenset[str]:
        if package_id not in self._below:
            by_name = {package.name: package for package in self.workspace.packages}
            needed: set[str] = set()
            waiting = [name for one in by_name.values() if one.id == package_id for name in one.depends_on]
            while waiting:
                package = by_name.get(waiting.pop())
                if package is not None and package.id not in needed:
                    needed.add(package.id)
                    waiting += package.depends_on
            self._below[package_id] = frozenset(needed - {package_id})
        return self._below[package_id]

    def _complete(self, unit: Unit) -> None:
        """Record what is not known yet of the libraries below a unit: those that were fresh made no call."""
        if not self._is_whole and self._has_gaps(unit):
            self._is_whole = True
            self.known |= {one.key: one for one in self.record()}

    def _has_gaps(self, unit: Unit) -> bool:
        """Say whether a library below a unit is not known; each is looked at once, however many ways lead to it."""
        seen: set[str] = set()
        waiting = [unit]
        while waiting:
            keys = {key for key in _keys(waiting.pop()) if _crate(key) in self._crates} - seen
            if not keys <= self.known.keys():
                return True
            seen |= keys
            waiting += [self.known[key] for key in keys]
        return False

    def _visit(self, unit: Unit, touched: frozenset[Path], terms: Terms, stale: dict[str, bool]) -> bool:
        """Note for each library below a unit whether it is stale, what it needs before it; say whether one is."""
        found = False
        for key in _keys(unit):
            if key in self.known and key not in stale:
                one = self.known[key]
                is_below = self._visit(one, touched, terms, stale)
                stale[key] = is_below or bool(touched & self._own(one, terms))
            found = found or stale.get(key, False)
        return found

    def _own(self, unit: Unit, terms: Terms) -> frozenset[Path]:
        folder = next((Path(unit.argv[n + 1]) for n, word in enumerate(unit.argv) if word == "--out-dir"), unit.cwd)
        return self._sources(unit, folder / f"lib{unit.key}.rmeta", terms)

    def _sources(self, unit: Unit, built: Path, terms: Terms) -> frozenset[Path]:
        """Give the files that a library was built of, as the note beside it says, read once."""
        note = built.with_name(f"{key_of(built.name)}.d")
        if terms.target is not None and note.is_relative_to(unit.target_folder):
            note = terms.target / note.relative_to(unit.target_folder)
        if note not in self._read:
            root = unit.root
            self._read[note] = frozenset(located(root, str(unit.cwd / one)) for one in sources_of(note))
        return self._read[note]


def _crate(key: str) -> str:
    return key.rpartition("-")[0]


def _keys(unit: Unit) -> list[str]:
    return [key for key in (key_of(built) for _, built in externs(unit.argv)) if key]
