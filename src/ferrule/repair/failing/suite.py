"""All tests of a workspace run once: what fails, what cannot be built, what was not come to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ferrule.diagnostics.cargo_json import executables
from ferrule.facts.finding import Finding, Level
from ferrule.facts.fix import TestTally
from ferrule.facts.reading import CaseResult, CaseStatus, Reading
from ferrule.process.command import Ended, Outcome
from ferrule.repair.failing.case import JSON, Case, Scope, scope_of, selector
from ferrule.repair.verify.choice import broken
from ferrule.repair.verify.ground import Ground, Runner
from ferrule.repair.verify.tested import BUILD_TIMEOUT_S, read_run, why_unbuilt
from ferrule.workspace.harness import own_harnesses

_RUNNERS: Final = frozenset({"libtest", "rustdoc"})
_RUNNING: Final = "     Running "


@dataclass(frozen=True, slots=True)
class Suite:
    """How the tests of a workspace went."""

    scope: Scope
    tally: TestTally
    failing: tuple[Case, ...] = ()
    suspects: tuple[Case, ...] = ()
    """Tests without a result in a program that died or hung: one of them may have done it."""
    uncompiled: tuple[str, ...] = ()
    """Packages that do not compile; they were not tested."""
    fault: str = ""
    """Why no test was run, or why that fails without a failing test; empty where neither is so."""
    seconds: float = 0.0
    running: str = ""
    """The program that ran at the time limit; what comes after it was not run. Empty without a time-out."""


def run_suite(ground: Ground, runner: Runner, names: tuple[str, ...]) -> Suite:
    """Build and run the unit, integration and documentation tests of these members, without those that do not compile.

    Tests are run with the time limit of the ground; building has one of its own.
    """
    scope, uncompiled, spent = scope_of(ground.workspace, names, ground.terms), frozenset[str](), 0.0
    nothing = TestTally(0, 0, 0, timed_out=False)
    while True:
        built = runner(scope.argv("--no-run", "--no-fail-fast", JSON), BUILD_TIMEOUT_S)
        spent += built.seconds
        if built.ok:
            return replace(_ran(ground, runner, scope, spent), uncompiled=tuple(sorted(uncompiled)))
        reading = read_run(built, ground, scope.packages)
        errors = [finding for finding in reading.findings if finding.level is Level.ERROR]
        new = broken(ground.workspace, errors, ()) & {package.name for package in scope.packages}
        uncompiled |= new
        left = tuple(package.name for package in scope.packages if package.name not in new)
        if not new or not left:
            why = why_unbuilt(built, reading)
            return Suite(scope, nothing, uncompiled=tuple(sorted(uncompiled)), fault=why, seconds=spent)
        scope = scope_of(ground.workspace, left, ground.terms)


def _ran(ground: Ground, runner: Runner, scope: Scope, spent: float) -> Suite:
    outcome = runner(scope.argv("--no-fail-fast", JSON), ground.terms.timeout_s)
    reading = read_run(outcome, ground, scope.packages)
    words = [finding for finding in reading.findings if finding.tool in _RUNNERS]
    failing, dead = _paired(words, [test for test in reading.tests if test.status is CaseStatus.FAILED])
    late = outcome.ended is Ended.TIMED_OUT
    if late and failing and failing[-1].finding.rule == "test-aborted":  # it was ended by us, so it only may hang
        *failing, last = failing
        dead.append(replace(last, name=""))
    examples = tuple(test.name for test in reading.tests if test.binary.endswith("::doc"))
    scope = replace(scope, examples=examples)
    own = own_harnesses(scope.packages)
    failing += [case for case in dead if case.binary in own and not late]
    dead = [case for case in dead if case.binary not in own or late]
    suspects = tuple(one for case in dead for one in _untold(case, scope, runner, reading.tests))
    passed = sum(test.status is CaseStatus.PASSED for test in reading.tests)
    tally = TestTally(passed + len(failing), passed, len(failing), timed_out=late)
    fault = "" if outcome.ok or failing or suspects or late else _fault(outcome, reading)
    running = dead[-1].binary if late and dead else ""
    return Suite(scope, tally, tuple(failing), suspects, (), fault, spent + outcome.seconds, running)


def _fault(outcome: Outcome, reading: Reading) -> str:
    return reading.complaint or outcome.note or f"cargo test ended with {outcome.code}"


def _paired(words: list[Finding], failed: list[CaseResult]) -> tuple[list[Case], list[Case]]:
    """Give the failed tests, each with what was said of it, and the programs that died, nobody knows in which test.

    Both lists are in the order of the programs; of a finding that does not tell its program, the name decides.
    """
    tests, dead = [], []
    waiting = list(failed)
    for finding in words:
        test = next((test for test in waiting if _tells_of(finding, test)), None)
        if test is not None:
            waiting.remove(test)
            tests.append(Case(test.binary, test.name, finding))
        else:
            dead.append(Case(finding.message.partition(": ")[0], "", finding))
    return tests, dead


def _tells_of(finding: Finding, test: CaseResult) -> bool:
    if finding.message.startswith(f"{test.name}: "):
        return True
    return finding.message.startswith(f"{test.binary}: ") and finding.message.endswith(f" in {test.name}")


def _untold(case: Case, scope: Scope, runner: Runner, told: tuple[CaseResult, ...]) -> Iterator[Case]:
    """Yield the tests of a program that have no result, by its own list; the program itself where it has none."""
    passed = {test.name for test in told if test.binary == case.binary and test.status is not CaseStatus.FAILED}
    listed: list[str] = []
    if not case.is_doc and case.binary not in own_harnesses(scope.packages):
        words = scope.argv(*selector(case), JSON, "--", "--list", "--format", "terse")
        listed = list(_listed(runner(words, BUILD_TIMEOUT_S).stdout.text, case.binary))
    found = [replace(case, name=name) for name in listed if name not in passed]
    yield from found or (case,)


def _listed(text: str, binary: str) -> Iterator[str]:
    """Yield the names that a program lists; Cargo says before which program it is."""
    programs, running = executables(text), ""
    for line in text.split("\n"):
        if line.startswith(_RUNNING):
            running = programs.get(line.rpartition("/")[2].removesuffix(")"), "")
        elif running == binary and line.endswith(": test"):
            yield line.removesuffix(": test")
