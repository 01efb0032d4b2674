"""The text of `cargo test`: each test's result, and why the failed ones failed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.diagnostics.failure import failed_test, headline
from ferrule.diagnostics.libtest_run import Run, close, take
from ferrule.diagnostics.place import relative
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import CaseResult, CaseStatus, Reading, Seen

_RUNNING = "     Running "
_DOC_TESTS = "   Doc-tests "
_PROGRAM = re.compile(r"\S.* \((?P<name>[^()]+)\)$")
_CRATE = re.compile(r"(?P<name>\S+)$")
_HASH = re.compile(r"-[0-9a-f]{16}$")
_DOC_PLACE = re.compile(r"(?P<path>.{1,1000}?) - .*\(line (?P<line>[0-9]{1,9})\)$")


def read_libtest(
    text: str, binaries: Mapping[str, str], root: Path, own_harness: frozenset[str] = frozenset()
) -> Reading:
    """Turn the output of `cargo test`, both streams in one and without Cargo's JSON, into test results.

    Args:
        text: what Cargo and the test binaries printed.
        binaries: ids of test binaries by file name; where it is not empty, no other binary ends a running one.
        root: the folder of the workspace.
        own_harness: ids of binaries that are no libtest ones: each that ended well counts as one test, `main`,
            unless it names its tests; how many it claims to have run is no proof.
    """
    runs = _runs(text.split("\n"), binaries, own_harness)
    for run in runs:
        if run.is_own and not run.broke:
            _count_own(run)
    findings = tuple(finding for run in runs for finding in _findings(run, root))
    tests = tuple(CaseResult(run.binary, name, status) for run in runs for name, status in run.tests.items())
    unread = tuple(line for run in runs if not run.broke for line in run.unread)
    blocks = sum(run.blocks for run in runs)
    if not blocks and not tests:
        return Reading(findings, finished=False if findings else None, complaint=cargo_complaint(text), unread=unread)
    finished = not findings and blocks == sum(run.ok for run in runs)
    return Reading(findings, Seen("tests", sum(run.worked for run in runs)), tests, finished, unread=unread)


@dataclass(frozen=True, slots=True)
class _Head:
    """Cargo's word that a test binary, or the doc tests of a crate, begin."""

    before: str
    """What a test had printed without ending its line."""
    name: str
    """The file name of the binary, or the name of the crate."""
    is_doc: bool


def _count_own(run: Run) -> None:
    """Count what a harness of one's own did, which ended well by its exit code."""
    if run.last_word == "FAILED":
        run.blocks += 1  # one more than ended well
    elif not run.tests and (run.worked or not run.blocks):
        run.tests["main"], run.worked = CaseStatus.PASSED, 1


def _runs(lines: Iterable[str], binaries: Mapping[str, str], own_harness: frozenset[str]) -> list[Run]:
    """Give what each test binary printed; first, what came before any."""
    runs = [Run("", is_doc=False)]
    for line in lines:
        head = _head(line)
        if head is None or _is_a_tests(head, runs[-1], binaries):
            take(runs[-1], line)
            continue
        if head.before.strip():
            take(runs[-1], head.before)
        close(runs[-1])
        binary = f"{head.name}::doc" if head.is_doc else binaries.get(head.name, _HASH.sub("", head.name))
        runs.append(Run(binary, head.is_doc, binary in own_harness))
    close(runs[-1])
    return runs


def _head(line: str) -> _Head | None:
    for mark, form in ((_RUNNING, _PROGRAM), (_DOC_TESTS, _CRATE)):
        before, found, tail = line.rpartition(mark)
        if found and (named := form.match(tail)):
            return _Head(before, named["name"].rpartition("/")[2], is_doc=mark is _DOC_TESTS)
    return None


def _is_a_tests(head: _Head, current: Run, binaries: Mapping[str, str]) -> bool:
    """Tell whether a running test printed this: one that starts Cargo prints such lines too."""
    return current.open is not None and bool(binaries) and not head.is_doc and head.name not in binaries


def _findings(run: Run, root: Path) -> Iterator[Finding]:
    failed = [name for name, status in run.tests.items() if status is CaseStatus.FAILED and name != run.stopped_in]
    for name in failed:
        output = "\n".join(run.sections.get(name) or run.printed.get(name) or ()).strip("\n")
        yield _failed_example(name, output, root) if run.is_doc else failed_test("libtest", name, output, root)
    if run.broke:
        yield _failed_process(run)


def _failed_example(name: str, output: str, root: Path) -> Finding:
    """Give a documentation example; its panic counts lines from the start of the example, its name does not."""
    place = _DOC_PLACE.match(name)
    path, line = (relative(place["path"], root), int(place["line"])) if place else (None, None)
    message = f"{name}: {headline(output, root)}"
    return Finding("rustdoc", "doctest-failed", Level.ERROR, message, path, line, rendered=output)


def _failed_process(run: Run) -> Finding:
    """Give the fact that a process failed otherwise than by a failed test; its free text goes with it."""
    what = run.fate or ("ended before its result line" if run.stopped_short else "failed")
    where = f" in {run.stopped_in}" if run.stopped_in else ""
    tool, own_word = ("rustdoc", "doctest-failed") if run.is_doc else ("libtest", "test-failed")
    rule = "test-aborted" if run.blocks else own_word
    return Finding(tool, rule, Level.ERROR, f"{run.binary}: {what}{where}", rendered="\n".join(run.unread))
