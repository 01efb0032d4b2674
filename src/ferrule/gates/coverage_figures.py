"""The figures of coverage, in whole numbers: 89.95 % is less than 90 %, whatever a rounded figure shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ferrule.diagnostics.llvm_cov import FileLines
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Part, Seen
from ferrule.facts.status import Status

LINES: Final = "lines"
_MOST_PLACES: Final = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """How many lines of how many."""

    covered: int
    count: int

    def meets(self, percent: float) -> bool:
        """Give whether it is at least so many percent, compared exactly; true where there is nothing to cover."""
        return self.covered * 100 >= Fraction(str(percent)) * self.count

    def __str__(self) -> str:
        """Give it in words, rounded down: `89.9 % of 1,000 lines`."""
        tenths = self.covered * 1000 // self.count if self.count else 0
        return f"{tenths // 10}.{tenths % 10} % of {self.count:,} {'line' if self.count == 1 else 'lines'}"


def figure(files: Iterable[FileLines]) -> Figure:
    """Give the figure of all files together."""
    files = tuple(files)
    covered = sum(len(file.covered) for file in files)
    return Figure(covered, covered + sum(len(file.uncovered) for file in files))


def part(name: str, what: Figure, percent: float) -> Part:
    """Give one decision: the total, the files or the changed lines."""
    return Part(name, Status.PASSED if what.meets(percent) else Status.FAILED, seen=Seen(LINES, what.count))


def total_finding(tool: str, files: tuple[FileLines, ...], percent: float) -> Iterator[Finding]:
    """Yield the fact that too few lines are covered, with the files where most are missing."""
    whole = figure(files)
    if not whole.meets(percent):
        worst = sorted((file for file in files if file.uncovered), key=lambda file: -len(file.uncovered))[:_MOST_PLACES]
        places = "\n".join(f"{file.path}: {len(file.uncovered):,} not covered, {_listed(file)}" for file in worst)
        yield Finding(tool, "total", Level.ERROR, f"{whole} are covered, {percent:g} % are asked for", rendered=places)


def file_findings(tool: str, files: Iterable[FileLines], percent: float) -> Iterator[Finding]:
    """Yield each file of which too few lines are covered, at its first line that is not."""
    for file in files:
        one = figure([file])
        if not one.meets(percent):
            message = f"{one} are covered, {percent:g} % of each file are asked for"
            yield Finding(tool, "file", Level.ERROR, message, file.path, min(file.uncovered), rendered=_listed(file))


def changed_findings(
    changed: Iterable[FileLines], files: Iterable[FileLines], tool: str, figures: str
) -> Iterator[Finding]:
    """Yield each range of changed lines that are not covered; `files` tell which lines between are code."""
    code = {file.path: sorted(file.covered | file.uncovered) for file in files}
    for file in changed:
        for first, last in ranges(file.uncovered, code[file.path]):
            what = f"line {first} is" if first == last else f"lines {first}-{last} are"
            message = f"{what} changed and not covered ({figures})"
            yield Finding(tool, "changed", Level.ERROR, message, file.path, first, end_line=last)


def ranges(lines: frozenset[int], code: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Give first and last line of each run of `lines`; what is no code does not end a run."""
    found: list[tuple[int, int]] = []
    goes_on = False
    for line in code:
        if line in lines:
            found = [*found[:-1], (found[-1][0], line)] if goes_on else [*found, (line, line)]
        goes_on = line in lines
    return tuple(found)


def _listed(file: FileLines) -> str:
    """Give the uncovered lines of a file as `lines 3, 7-9`."""
    runs = ranges(file.uncovered, sorted(file.covered | file.uncovered))
    words = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return f"{'line' if len(file.uncovered) == 1 else 'lines'} {words}"
