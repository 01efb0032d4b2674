"""The findings of all rows, each once, grouped by file; errors first."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.cli.watch.board import Line, State
from ferrule.facts.finding import Finding, Level

SHOWN: Final = 1000
"""Of all findings; a filter brings the others to light."""
_ORDER: Final = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2, Level.HELP: 3}
_LONGEST_LINE: Final = 400


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with the gates that made it."""

    finding: Finding
    gates: tuple[str, ...]
    stale: bool
    """Every row that holds it is about a tree that is no more."""

    @property
    def words(self) -> str:
        """What a filter looks through, in small letters."""
        one = self.finding
        parts = (one.level.value, one.rule or "", one.path or "", one.message, one.tool, *self.gates)
        return " ".join(parts).lower()


@dataclass(frozen=True, slots=True)
class Group:
    """The findings in one file."""

    path: str
    """Empty for findings that mean no file."""
    found: tuple[Found, ...]


def found_in(lines: Iterable[Line]) -> tuple[Found, ...]:
    """Give each finding once, with all gates that made it."""
    once: dict[tuple[object, ...], tuple[Finding, list[str], bool]] = {}
    for line in lines:
        stale = line.state is not State.CURRENT
        for finding in line.result.findings if line.result else ():
            first, gates, old = once.setdefault(finding.key, (finding, [], True))
            if line.id not in gates:
                gates.append(line.id)
            once[finding.key] = (first, gates, old and stale)
    return tuple(Found(finding, tuple(gates), stale) for finding, gates, stale in once.values())


def filtered(found: Iterable[Found], words: str) -> tuple[Found, ...]:
    """Give those that hold every word of a filter."""
    wanted = words.lower().split()
    return tuple(one for one in found if all(word in one.words for word in wanted)) if wanted else tuple(found)


def grouped(found: Iterable[Found]) -> tuple[Group, ...]:
    """Give the findings by file, worst first, and in each file from top to bottom; no more than can be shown."""
    files: dict[str, list[Found]] = {}
    for one in found:
        files.setdefault(one.finding.path or "", []).append(one)
    ranked = sorted(files.items(), key=lambda item: (min(_rank(one) for one in item[1]), item[0] == "", item[0]))
    groups: list[Group] = []
    left = SHOWN
    for path, ones in ranked:
        ones.sort(key=lambda one: (_rank(one), one.finding.line or 0, one.finding.column or 0))
        if left > 0:
            groups.append(Group(path, tuple(ones[:left])))
        left -= len(ones)
    return tuple(groups)


def source_line(root: str, finding: Finding, files: dict[str, tuple[str, ...]]) -> str:
    """Give the line that a finding is about, as the file holds it now; empty where there is none.

    `files` keeps what was read: one dictionary for each time that all findings are shown.
    """
    if not finding.path or not finding.line:
        return ""
    if finding.path not in files:
        files[finding.path] = _lines_of(Path(root) / finding.path)
    lines = files[finding.path]
    return lines[finding.line - 1][:_LONGEST_LINE] if finding.line <= len(lines) else ""


def _rank(one: Found) -> int:
    return _ORDER[one.finding.level]


def _lines_of(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text("utf-8", "replace").split("\n")) if path.is_file() else ()
    except OSError:
        return ()
