"""The story of `ferrule fix --failing-tests`: run, reproduce, look back; nothing is edited."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from ferrule.edits.manifest import folders
from ferrule.edits.settle import is_settled
from ferrule.facts.failing import Cause, Ending, FailingTest, Looking
from ferrule.facts.finding import Finding
from ferrule.facts.fix import Attempt, FixReport, FixRequest, FixVerdict, Incident, IncidentStatus, Phases
from ferrule.flow.keeping import get_ready, keep_repair
from ferrule.flow.levels.climb import is_whole
from ferrule.flow.levels.races import raced
from ferrule.flow.prepared import prepared
from ferrule.flow.verified import Here
from ferrule.repair.failing.case import Case
from ferrule.repair.failing.looked import Terms, reproduced, steady_words, traced, unlooked
from ferrule.repair.failing.past import past_of
from ferrule.repair.failing.suite import Suite, run_suite
from ferrule.repair.identity import fingerprint
from ferrule.repair.verify import ground as grounds
from ferrule.repair.verify.ground import Ground, Runner, ground
from ferrule.store.owners import unmake

MOVE = "look-at-test"
"""The move of an incident of a test: it proposes nothing."""
_KIND = "test"


def failing(request: FixRequest, looking: Looking, tell: Callable[[str], None] = lambda _: None) -> FixReport:
    """Find the failing tests, and tell of each whether it fails alone, is flaky, and what changed (P21).

    Raises:
        FerruleError: for wrong use, an untrusted or unreadable workspace, no toolchain.
    """
    started = datetime.now(UTC)
    here = prepared(request, tell)
    get_ready()
    try:
        report = _looked(request, here, looking)
        notes = keep_repair(here.place, request, report, started)
        return replace(report, notes=(*report.notes, *notes))
    finally:
        unmake(here.scratch)


def _looked(request: FixRequest, here: Here, looking: Looking) -> FixReport:
    began = time.monotonic()
    names = request.selection.packages or tuple(package.name for package in here.workspace.packages)
    terms = grounds.Terms(here.limits.test_timeout_s, request.selection, here.jobs)
    with ground(here.workspace, here.place.folder, here.scratch, terms) as place:
        runner = place.with_changes({})
        here.tell("testing: cargo test")
        suite = run_suite(place, runner, names)
        bound = Terms(looking, time.monotonic() + here.limits.budget_s, here.tell)
        found = _found(suite, place, runner, bound)
        notes = (*here.notes, *_cut_short(here), *_notes(suite, found, place))
    incidents = tuple(_incident(case.finding, test, here) for case, test in found)
    incidents, more = raced(request, here, incidents, whole=is_whole(request) and _is_told(suite))
    seconds = time.monotonic() - began
    failures = len(found)
    held = not failures and _is_told(suite)
    tally = replace(suite.tally, failed=failures, run=suite.tally.passed + failures)
    return FixReport(
        workspace=str(here.workspace.root),
        verdict=FixVerdict.CLEAN if held else FixVerdict.UNFIXED,
        exit_code=0 if held else 1,
        errors_before=0,
        errors_after=0,
        uncovered=0,
        compiler_runs=0,
        seconds=seconds,
        phases=Phases(search=max(0.0, seconds - suite.seconds), tests=suite.seconds),
        check_seconds=0.0,
        applied=False,
        tests=tally if tally.run or tally.timed_out else None,
        incidents=incidents,
        edits=(),
        costs=(),
        run_id=here.run_id,
        notes=(*notes, *more),
    )


def _is_told(suite: Suite) -> bool:
    """Say whether every test was run to its end."""
    return not (suite.uncompiled or suite.fault or suite.running)


def _found(suite: Suite, place: Ground, runner: Runner, bound: Terms) -> list[tuple[Case, FailingTest]]:
    """Look at the failing tests, and at those of which one made its program die or hang."""
    where, most = (place, runner), bound.looking.most
    found: list[tuple[Case, FailingTest]] = []
    for case in suite.failing:
        if len(found) >= most:
            found.append((case, unlooked(case, suite.scope, f"more than {most} tests fail (`--most`)")))
            continue
        bound.tell(f"reproducing: {case.binary} {case.name}")
        found.append((case, reproduced(case, suite.scope, where, bound)))
    found += _guilty(suite, where, bound, most - len(found))
    if not any(test.alone for _, test in found):
        return found
    past = past_of(place, bound.looking.back)
    if not isinstance(past, str):
        quick = [
            (case, test) for case, test in found if test.alone in {Ending.FAILED, Ending.PASSED} and not test.flaky
        ]
        past.beside = tuple((steady_words(test, case, suite.scope), case) for case, test in quick)
    return [(case, traced(test, case, suite.scope, past, bound)) for case, test in found]


def _guilty(suite: Suite, where: tuple[Ground, Runner], bound: Terms, most: int) -> Iterator[tuple[Case, FailingTest]]:
    """Yield the tests without a result that do not pass alone; the program as a whole where all of them pass."""
    for binary in dict.fromkeys(case.binary for case in suite.suspects):
        cases = [case for case in suite.suspects if case.binary == binary]
        whole = replace(cases[0], name="")
        tests = []
        for case in cases[: max(0, most)]:
            bound.tell(f"reproducing: {case.binary} {case.name}")
            test = reproduced(case, suite.scope, where, bound)
            if test.failures or test.alone is None:
                tests.append((_named(case, test), test))
        yield from tests or [(whole, unlooked(whole, suite.scope, "none of its tests fails alone"))]


def _named(case: Case, test: FailingTest) -> Case:
    """Give a test whose program told nothing of it with words of its own."""
    how = "runs into the time limit" if test.alone is Ending.TIMED_OUT else case.finding.message
    message = f"{case.name}: {how}" if case.name else case.finding.message
    return replace(case, finding=replace(case.finding, message=message))


def _cut_short(here: Here) -> Iterator[str]:
    """Yield the edits that an interrupted run may have left half made: settling them would write sources."""
    for folder in folders(here.place.folder):
        if not is_settled(folder):
            name = folder.name
            yield f"the edits of run {name} were cut short; the tests ran on what is there, `ferrule fix` settles it"


def _notes(suite: Suite, found: list[tuple[Case, FailingTest]], place: Ground) -> Iterator[str]:
    if suite.uncompiled:
        names = ", ".join(suite.uncompiled)
        yield f"not tested, since they do not compile: {names}; run `ferrule fix` first"
    if suite.fault:
        yield f"no failing test was found, and `cargo test` failed: {suite.fault}"
    if suite.running:
        limit = f"{place.terms.timeout_s:g} s"
        yield f"the tests were ended at their time limit of {limit}, in {suite.running}: what follows was not run"
    if not (suite.tally.run or found or suite.fault):
        yield "the packages that were tested have no tests"
    if place.refusal:
        yield f"the tests ran without a sandbox, in a copy of the sources: {place.refusal}"
    elif found:
        yield "the tests ran in a sandbox: sources that cannot be written, no network, an empty home folder"


def _incident(finding: Finding, test: FailingTest, here: Here) -> Incident:
    mark = fingerprint(finding, here.workspace.root, {})
    later = [one for one in test.evidence if one.what.startswith("at ")]
    looked_at = f"run alone {test.runs} times, at {len(later)} revisions"
    result = f"left: {_shown(test)}"
    words = f"{finding.rule or 'test-failed'}: {finding.message}"
    seconds = sum(one.seconds for one in test.evidence)
    action = "none: failing tests are looked at and never edited at this level"
    attempt = Attempt(1, 1, MOVE, words, looked_at, action, result, 0, 0, round(seconds, 3), rolled_back=True)
    attempts = (attempt,) if test.alone else ()
    return Incident(f"I-{mark[:8]}", mark, finding, _KIND, 1, IncidentStatus.OPEN, attempts, failing=test)


def _shown(test: FailingTest) -> str:
    if test.flaky:
        return f"flaky, fails in {test.failures} of {test.runs} runs alone"
    how = "fails only with other tests" if test.needs_others else "fails each time"
    return how if test.cause is Cause.UNKNOWN else f"{how}; {test.cause.value} since {(test.good or '')[:12]}"
