"""The report of cargo-mutants: which changes to the code the tests did not notice."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec

from ferrule.diagnostics.foreign import UNREADABLE
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading, Seen, Undecided
from ferrule.facts.status import Reason

TOOL: Final = "cargo-mutants"
_NOTHING_DUE: Final = ("Diff changes no Rust source files", "No mutants to filter")
"""Not `Diff file is empty`: it says that too of a file that is no diff at all."""
_CLEAR: Final = {"CaughtMutant": "", "Unviable": "", "MissedMutant": "missed", "Timeout": "timeout"}
"""The rule of a finding by what became of a mutant; none where nothing is wrong. What is not listed tells nothing."""


class _Place(msgspec.Struct):
    line: int | None = None
    column: int | None = None


class _Span(msgspec.Struct):
    start: _Place = msgspec.field(default_factory=_Place)
    end: _Place = msgspec.field(default_factory=_Place)


class _Mutant(msgspec.Struct):
    name: str = ""
    package: str | None = None
    file: str | None = None
    span: _Span = msgspec.field(default_factory=_Span)


class _Scenario(msgspec.Struct):
    mutant: _Mutant = msgspec.field(name="Mutant")


class _Outcome(msgspec.Struct):
    summary: str
    scenario: _Scenario | str = ""
    """`Baseline` for the run without a change."""


class _Report(msgspec.Struct):
    outcomes: list[_Outcome]
    end_time: str | None = None
    """None until all mutants were tried."""


_MISSED_SOME: Final = 2
"""The tool's exit code when mutants were missed, tolerated ones too."""


def read_mutants(report: str | None, talk: str, tolerated: int) -> Reading:
    """Turn `outcomes.json` and what was said beside it into findings and the number of mutants that tests decided on.

    A mutant that does not compile is not counted: no test saw it. One that ran into its time limit is not counted
    either, and leaves the whole undecided: the tests neither noticed it nor let it pass.

    Args:
        report: None when none was written.
        talk: standard output and standard error.
        tolerated: how many missed mutants are warnings; one more, and all of them are errors.
    """
    told = _decoded(report)
    if told is None:
        return _without_report(report, talk)
    missed = sum(outcome.summary == "MissedMutant" for outcome in told.outcomes)
    level = Level.ERROR if missed > tolerated else Level.WARNING
    mutants = [(outcome.summary, mutant) for outcome in told.outcomes if (mutant := _mutant(outcome))]
    decided = sum(summary in {"CaughtMutant", "MissedMutant"} for summary, _ in mutants)
    counts = Counter(summary if summary in _CLEAR else "unclear" for summary, _ in mutants)
    unfinished = told.end_time is None
    return Reading(
        tuple(_findings(mutants, level)),
        Seen("mutants", decided),
        finished=None if unfinished else True,
        complaint=_errors(talk),
        undecided=_baseline_failed(told) or _unclear(counts),
        remark=_remark(missed if level is Level.WARNING else 0, counts["Unviable"]),
        explained_code=_MISSED_SOME if missed and level is Level.WARNING else None,
    )


def _decoded(report: str | None) -> _Report | None:
    try:
        return msgspec.json.decode(report or "", type=_Report)
    except UNREADABLE:
        return None


def _without_report(report: str | None, talk: str) -> Reading:
    said = next((words for words in _NOTHING_DUE if any(_info(line) == words for line in talk.split("\n"))), "")
    if said and report is None:
        return Reading(undecided=Undecided(Reason.NOT_RELEVANT, f"no change to be tested: {said}"))
    unread = (report[:200],) if report else ()
    return Reading(complaint=_errors(talk), unread=unread)


def _info(line: str) -> str:
    return line.strip().removeprefix("INFO ").strip()


def _mutant(outcome: _Outcome) -> _Mutant | None:
    return outcome.scenario.mutant if isinstance(outcome.scenario, _Scenario) else None


def _findings(mutants: list[tuple[str, _Mutant]], level: Level) -> Iterator[Finding]:
    for summary, mutant in mutants:
        rule = _CLEAR.get(summary, "unclear")
        if not rule:
            continue
        start, end = mutant.span.start, mutant.span.end
        yield Finding(
            TOOL,
            rule,
            level if rule == "missed" else Level.WARNING,
            _words(mutant),
            mutant.file,
            start.line,
            start.column,
            end.line,
            end.column,
            rendered=mutant.name,
            package=mutant.package,
        )


def _words(mutant: _Mutant) -> str:
    """Give what was changed, without the place that stands before it."""
    place = f"{mutant.file}:{mutant.span.start.line}:{mutant.span.start.column}: "
    return f"no test notices: {mutant.name.removeprefix(place)}"


def _baseline_failed(told: _Report) -> Undecided | None:
    for outcome in told.outcomes:
        if _mutant(outcome) is None and outcome.summary != "Success":
            detail = "the tests fail before any change, in a copy of the tree: no mutant was tried"
            return Undecided(Reason.TOOL_ERROR, detail, "see the gate `test`, else the log")
    return None


def _unclear(counts: Counter[str]) -> Undecided | None:
    if counts["Timeout"]:
        detail = f"{_number(counts['Timeout'])} ran into the time limit: neither noticed nor missed"
        return Undecided(Reason.TIME_BUDGET, detail, "raise `minimum_test_timeout` in .cargo/mutants.toml")
    if counts["unclear"]:
        return Undecided(Reason.TOOL_ERROR, f"{_number(counts['unclear'])} ended in a way that tells nothing")
    return None


def _remark(tolerated: int, unviable: int) -> str:
    said = [f"{_number(tolerated)} missed, which is tolerated"] if tolerated else []
    said += [f"{_number(unviable)} did not compile"] if unviable else []
    return "; ".join(said)


def _number(count: int) -> str:
    return f"{count} mutant" if count == 1 else f"{count} mutants"


def _errors(talk: str) -> str:
    """Give its own errors, one paragraph each, as far as its log marks them."""
    lines = talk.split("\n")
    return "\n".join(line.strip() for line in lines if line.lstrip().startswith(("ERROR ", "error: ", "Error: ")))[
        :2000
    ]
