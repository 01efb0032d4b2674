"""JUnit XML: a suite for each row, its tests and findings as cases; what was not decided is no pass."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from junitparser import Error, Failure, Skipped, SystemOut, TestCase, TestSuite

from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import CaseResult, CaseStatus
from ferrule.facts.sheet import Problem, Row, Sheet
from ferrule.facts.status import Status
from ferrule.report.escape import bounded, bounded_line, for_xml
from ferrule.report.places import shown_place
from ferrule.report.sheets.problems import left
from ferrule.report.sheets.tested import tested

_LONGEST_NAME: Final = 300
_LONGEST_MESSAGE: Final = 4_000
_LONGEST_TEXT: Final = 64 * 1024
_UNDECIDED: Final = frozenset({Status.INCONCLUSIVE, Status.SKIPPED})
_Kind: TypeAlias = type[Error] | type[Failure] | type[Skipped]
_KINDS: Final[dict[Status, _Kind]] = {
    Status.FAILED: Failure,
    Status.SKIPPED: Skipped,
    Status.INCONCLUSIVE: Error,
}


def junit(sheet: Sheet) -> Iterator[str]:
    """Give the file, a suite at a time.

    Each row is a suite. One that has neither tests nor errors is a case of its own: passed, failed, skipped with its
    reason, or, where it decided nothing, an error. Findings that are no errors stand in the suite's output.
    """
    yield "<?xml version='1.0' encoding='utf-8'?>\n"
    yield f'<testsuites name="ferrule {_attribute(sheet.command)}" time="{sheet.seconds:.3f}">\n'
    found: dict[str, list[Problem]] = {}
    for problem in left(sheet.problems):
        for name in problem.rows:
            found.setdefault(name, []).append(problem)
    held = frozenset(row.id for row in sheet.rows if row.status is Status.PASSED)
    for row in sheet.rows:
        suite = _suite(row, found.get(row.id, []), sheet, held)
        text: bytes = suite.tostring()
        yield f"{text.decode()}\n"
    yield "</testsuites>\n"


def _suite(row: Row, problems: list[Problem], sheet: Sheet, held: frozenset[str]) -> TestSuite:
    suite = TestSuite(_name(row.id))
    errors = [one for one in problems if one.finding.level is Level.ERROR and row.status is not Status.PASSED]
    suite.add_testcases(list(_cases(row, errors, sheet, held)))
    suite.time = round(row.seconds, 3)
    for name, words in (("title", row.title), ("status", row.word), ("seen", row.seen), ("command", row.command)):
        if words:
            suite.add_property(name, for_xml(bounded_line(words, _LONGEST_MESSAGE)))
    said = "\n".join(_said(row, problems))
    if said:
        output = SystemOut(for_xml(bounded(said, _LONGEST_TEXT)))
        suite.append(output)
    return suite


def _cases(row: Row, errors: list[Problem], sheet: Sheet, held: frozenset[str]) -> Iterator[TestCase]:
    failed = Counter(test.name for test in row.tests if test.status is CaseStatus.FAILED)
    found: dict[str, list[Finding]] = {}
    for one in errors:
        if (name := tested(one.finding)) in failed:
            found.setdefault(name or "", []).append(one.finding)
    told = {name: _dealt(own, failed[name]) for name, own in found.items()}
    yield from (_test(test, told.get(test.name)) for test in row.tests)
    others = [one for one in errors if tested(one.finding) not in failed]
    yield from (_found(one, row, sheet, held) for one in others)
    if not others and (not row.tests or row.status in _UNDECIDED):
        yield _own(row)


def _dealt(findings: list[Finding], count: int) -> deque[Finding]:
    """Give a finding for each of so many tests of one name, in the order in which the row has them.

    Where there are more or fewer findings, nobody knows which is whose: each test gets the words of all.
    """
    if len(findings) == count:
        return deque(findings)
    words = "; ".join(one.message for one in findings)
    message = f"{words} (in one of {count} programs with a test of this name)" if count > 1 else words
    whole = replace(findings[0], message=message, rendered="\n\n".join(one.rendered for one in findings))
    return deque([whole] * count)


def _test(test: CaseResult, told: deque[Finding] | None) -> TestCase:
    case = TestCase(_name(test.name), _name(test.binary))
    if test.status is CaseStatus.FAILED:
        finding = told.popleft() if told else None
        case.result = [_failure(Failure, finding.message, finding.rendered) if finding else Failure("failed")]
    elif test.status is CaseStatus.IGNORED:
        case.result = [Skipped("ignored")]
    return case


def _found(problem: Problem, row: Row, sheet: Sheet, held: frozenset[str]) -> TestCase:
    """Give a finding as a failing case; its full text stands in the first suite only."""
    finding = problem.finding
    name = " ".join(part for part in (finding.rule or finding.tool, shown_place(finding)) if part)
    case = TestCase(_name(name), _name(f"{row.id}.{finding.path}" if finding.path else row.id))
    first = next(name for name in problem.rows if name not in held)
    excerpt = sheet.excerpts.get((finding.path or "", finding.line or 0))
    lines = "\n".join(f"{at:5} | {line}" for at, line in enumerate(excerpt.lines, excerpt.first)) if excerpt else ""
    text = f"{lines}\n\n{finding.rendered}".strip("\n") if row.id == first else f"its full text stands in suite {first}"
    case.result = [_failure(Failure, finding.message, text, finding.rule or finding.tool)]
    return case


def _own(row: Row) -> TestCase:
    case = TestCase(_name(row.title or row.id), _name(row.id))
    why = ": ".join(part for part in (row.reason or row.word, row.detail) if part)
    text = f"to change this: {row.remedy}" if row.remedy else ""
    if row.status is not Status.PASSED:
        case.result = [_failure(_KINDS[row.status], why, text, row.reason or row.word)]
    return case


def _failure(kind: _Kind, message: str, text: str, rule: str = "test-failed") -> Error | Failure | Skipped:
    made = kind(for_xml(bounded_line(message, _LONGEST_MESSAGE)), _name(rule))
    if text:
        made.text = for_xml(bounded(text, _LONGEST_TEXT))
    return made


def _said(row: Row, problems: Iterable[Problem]) -> Iterator[str]:
    if row.detail and row.status not in _UNDECIDED:  # there it is the words of the row's own case
        yield row.detail[:_LONGEST_MESSAGE]
    for one in problems:
        finding = one.finding
        if finding.level is not Level.ERROR:
            rule = f"[{finding.rule}]" if finding.rule else ""
            yield f"{finding.level.value}{rule} {shown_place(finding)}: {bounded_line(finding.message, _LONGEST_NAME)}"


def _name(text: str) -> str:
    return for_xml(bounded_line(text, _LONGEST_NAME)) or "unnamed"


def _attribute(text: str) -> str:
    return for_xml(text).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
