"""How the tests of changed sources went: built first, then run with a time limit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ferrule.diagnostics.cargo_json import executables, read_cargo_json
from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.diagnostics.libtest import read_libtest
from ferrule.facts.finding import Finding, Level
from ferrule.facts.fix import TestTally
from ferrule.facts.reading import CaseStatus, Reading
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Package
from ferrule.process.command import Ended, Outcome
from ferrule.repair.verify.ground import Ground, Terms
from ferrule.workspace.graph import chosen
from ferrule.workspace.harness import own_harnesses

BUILD_TIMEOUT_S: Final = 900.0
"""As for the check: how long building takes says nothing about the tests."""


@dataclass(frozen=True, slots=True)
class Tested:
    """How the tests went, and which failed."""

    tally: TestTally
    failed: tuple[str, ...]
    """Tests by binary and name, and binaries that failed otherwise, with how."""
    findings: tuple[Finding, ...]
    seconds: float
    """Of building and running."""
    running: float = 0.0
    """Of running alone, in seconds."""
    unbuilt: str = ""
    """Why nothing was run, in the tool's words; empty when the tests were built."""


def tested(ground: Ground, changes: Changes, packages: tuple[str, ...]) -> Tested:
    """Run the unit, integration and documentation tests of these packages on the changed sources."""
    inside = chosen(ground.workspace, packages)
    words = ("cargo", "test", *_options(inside, ground.terms), "--message-format=json")
    runner = ground.with_changes(changes)
    built = runner((*words, "--no-run"), BUILD_TIMEOUT_S)
    if not built.ok:
        reading = read_run(built, ground, inside)
        none = TestTally(0, 0, 0, timed_out=built.ended is Ended.TIMED_OUT)
        return Tested(none, (), reading.findings, built.seconds, unbuilt=why_unbuilt(built, reading))
    outcome = runner((*words, "--no-fail-fast"), ground.terms.timeout_s)
    reading = read_run(outcome, ground, inside)
    failed = _failed(outcome, reading)
    passed = sum(test.status is CaseStatus.PASSED for test in reading.tests)
    tally = TestTally(passed + len(failed), passed, len(failed), outcome.ended is Ended.TIMED_OUT)
    return Tested(tally, failed, reading.findings, built.seconds + outcome.seconds, outcome.seconds)


def _options(packages: Iterable[Package], terms: Terms) -> tuple[str, ...]:
    """Give the packages with the features of the check; Cargo refuses features that none of them has."""
    packages = tuple(packages)
    named = (word for package in packages for word in ("-p", f"{package.name}@{package.version}"))
    return (*named, *feature_words(packages, terms))


def feature_words(packages: Iterable[Package], terms: Terms) -> tuple[str, ...]:
    """Give the features of the check that these packages know, and the limit of compiler processes."""
    selection, known = terms.selection, {name for package in packages for name in _features(package)}
    words = ["--all-features"] if selection.all_features else []
    words += ["--no-default-features"] if selection.no_default_features else []
    features = [name for name in selection.features if name in known]
    words += ["--features", ",".join(features)] if features else []
    words += ["--jobs", str(terms.jobs)] if terms.jobs else []
    return tuple(words)


def _features(package: Package) -> Iterable[str]:
    return (*package.features, *(f"{package.name}/{name}" for name in package.features))


def read_run(outcome: Outcome, ground: Ground, packages: tuple[Package, ...]) -> Reading:
    """Give the results of the tests, with what the compiler said before."""
    root, text = ground.workspace.root, outcome.stdout.text
    built = read_cargo_json(text, root, frozenset(package.id for package in packages))
    ran = read_libtest("\n".join(built.unread), executables(text), root, own_harnesses(packages))
    complaint = cargo_complaint("\n".join(built.unread))
    return Reading((*built.findings, *ran.findings), None, ran.tests, ran.finished, complaint)


def why_unbuilt(outcome: Outcome, reading: Reading) -> str:
    """Give why nothing could be built, in the compiler's or Cargo's words."""
    first = next((finding.message for finding in reading.findings if finding.level is Level.ERROR), "")
    return first or reading.complaint or outcome.note or outcome.stdout.text.strip()[-500:] or "no reason given"


def _failed(outcome: Outcome, reading: Reading) -> tuple[str, ...]:
    """Give each failure once. One that only tells of being ended at the time limit is none."""
    words = [finding.message for finding in reading.findings if finding.tool in {"libtest", "rustdoc"}]
    failed = [test for test in reading.tests if test.status is CaseStatus.FAILED]
    told = [test for test in failed if any(message.startswith(f"{test.name}: ") for message in words)]
    heads = tuple(f"{test.name}: " for test in told)
    broke = [message for message in words if not message.startswith(heads)]
    if outcome.ended is Ended.TIMED_OUT:
        broke = broke[:-1]
    names = (*(f"{test.binary} {test.name}" for test in told), *broke)
    if names or outcome.ok or outcome.ended is Ended.TIMED_OUT:
        return names
    return (reading.complaint or outcome.note or f"cargo test ended with {outcome.code}",)
