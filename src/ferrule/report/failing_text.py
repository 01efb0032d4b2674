"""A failing test for people: what failed where, alone or not, flaky or not, since when, and how to see it."""

from collections.abc import Iterator
from typing import Final

from rich.text import Text

from ferrule.facts.failing import Cause, Ending, FailingTest, Role
from ferrule.facts.fix import Incident
from ferrule.report.escape import for_terminal, on_one_line

_SHOWN: Final = 8
"""Lines of output, and changed files."""
_CAUSES: Final = {
    Cause.SOURCE_CHANGED: "source changed, test not",
    Cause.TEST_CHANGED: "test changed, source not",
    Cause.BOTH: "source and test changed",
    Cause.NEITHER: "neither source nor test changed",
    Cause.UNKNOWN: "unknown",
}
_ROLES: Final = {Role.SOURCE: "source", Role.TEST: "test", Role.BOTH: "source and test"}


def failing_block(incident: Incident, test: FailingTest) -> Text:
    """Give all that is known of one failing test, a field a line."""
    finding = incident.finding
    text = Text.assemble(
        ("✘ ", "red"),
        (f"{for_terminal(test.package)} {for_terminal(test.target)} ", "bold"),
        (on_one_line(test.name or "the whole program", 300), "cyan"),
    )
    place = f"{finding.path}:{finding.line or 0}" if finding.path else "no place is named"
    said = finding.message.removeprefix(f"{test.name}: ")
    lines = [("Where", place), ("Said", said), *_lines(test), ("Reproduce", test.reproduce)]
    for name, words in lines:
        text.append(f"\n    {name:<10}", "dim")
        text.append(on_one_line(words, 300))
    shown = [line for line in for_terminal(test.output).split("\n") if line.strip()][-_SHOWN:]
    for line in shown:
        text.append(f"\n      | {line}", "dim")
    return text.append("\n")


def _lines(test: FailingTest) -> Iterator[tuple[str, str]]:
    if test.alone is None:
        yield "Alone", f"not looked at: {test.why}"
        return
    yield "Alone", _alone(test)
    yield "Flaky", _flaky(test)
    yield "Changed", f"{_CAUSES[test.cause]}: {test.why}"
    for file in test.changed[:_SHOWN]:
        yield "", f"{file.path} ({_ROLES[file.role]})"
    if len(test.changed) > _SHOWN:
        yield "", f"and {len(test.changed) - _SHOWN} more"


def _alone(test: FailingTest) -> str:
    if test.needs_others:
        return "passes; it fails with the other tests of its program: order, or state that they share"
    words = {Ending.TIMED_OUT: "runs into the time limit", Ending.PASSED: "passes", Ending.FAILED: "fails"}
    return words.get(test.alone or Ending.ABSENT, "cannot be run alone")


def _flaky(test: FailingTest) -> str:
    if not (test.flaky or test.failures or test.needs_others):
        return f"open: {test.why}"
    if not test.flaky:
        return f"no: fails in {test.failures} of {test.runs} runs alone" if test.failures else "no"
    if test.failures:
        return f"yes: fails in {test.failures} of {test.runs} runs alone"
    return f"yes: failed once and passes since, in {test.runs} runs alone and in one with the others"
