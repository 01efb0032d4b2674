"""How one run of one test ended, read from what Cargo and the test program printed."""

import re
from typing import Final

from ferrule.facts.failing import Ending, Probe
from ferrule.facts.finding import Level
from ferrule.facts.reading import CaseStatus, Reading
from ferrule.process.command import Ended, Outcome
from ferrule.repair.failing.case import JSON, Case, Scope, quoted
from ferrule.repair.verify.ground import Ground, Runner
from ferrule.repair.verify.tested import read_run

_LINE: Final = re.compile(r" \(line [0-9]+\)$")
_ENDINGS: Final = {CaseStatus.PASSED: Ending.PASSED, CaseStatus.FAILED: Ending.FAILED}


def probe(what: str, words: tuple[str, ...], case: Case, scope: Scope, where: tuple[Ground, Runner]) -> Probe:
    """Run a command line once and give how the test ended in it; a time-out is an answer."""
    ground, runner = where
    cut = words.index("--") if "--" in words else len(words)
    outcome = runner((*words[:cut], JSON, *words[cut:]), ground.terms.timeout_s)
    return Probe(what, quoted(words), ending(outcome, read_run(outcome, ground, scope.packages), case), outcome.seconds)


def ending(outcome: Outcome, reading: Reading, case: Case) -> Ending:
    """Give how a test ended. At another revision an example stands on another line and is the same one."""
    told = _told(case, reading)
    if case.name and Ending.FAILED in told and outcome.ended is not Ended.TIMED_OUT:
        return Ending.FAILED
    if case.name and told == {Ending.PASSED}:
        return Ending.PASSED
    if outcome.ended is Ended.TIMED_OUT:
        return Ending.TIMED_OUT
    if outcome.ended is not Ended.EXITED:
        return Ending.NOT_BUILT
    if any(finding.level is Level.ERROR and finding.tool in {"libtest", "rustdoc"} for finding in reading.findings):
        return Ending.FAILED if _broke(case, reading) else Ending.ABSENT
    if not outcome.ok:
        return Ending.NOT_BUILT
    return Ending.ABSENT if case.name else Ending.PASSED


def _told(case: Case, reading: Reading) -> set[Ending]:
    mine = [test for test in reading.tests if test.binary == case.binary and test.status in _ENDINGS]
    exact = {_ENDINGS[test.status] for test in mine if test.name == case.name}
    if exact or not case.is_doc:
        return exact
    name = _LINE.sub("", case.name)
    return {_ENDINGS[test.status] for test in mine if _LINE.sub("", test.name) == name}


def _broke(case: Case, reading: Reading) -> bool:
    """Give whether the test's program ended otherwise than by a failed test, or failed as a whole."""
    if not case.name:
        return True
    return any(finding.message.startswith(f"{case.binary}: ") for finding in reading.findings)
