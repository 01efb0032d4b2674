"""What of a whole check counts as the verdict on one unit, and when it is none."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.errors import NotWritable
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading
from ferrule.facts.repair import Changes
from ferrule.flow import whole as wholes
from ferrule.flow.guess import Guess
from ferrule.flow.whole import Whole
from ferrule.repair.compile.unit import How, Rechecked, Replayed, Unit, UnitReport
from repair.compile.recorded import library, needs_namespaces
from workspaces import LIB

pytestmark = [pytest.mark.cargo, pytest.mark.sandbox, needs_namespaces]

WARNING = Finding("rustc", "unused_must_use", Level.WARNING, "unused", "src/lib.rs", 1)
ERROR = Finding("rustc", "E0308", Level.ERROR, "mismatched types", "src/lib.rs", 1)


@pytest.fixture(scope="module")
def unit(tmp_path_factory: pytest.TempPathFactory) -> Unit:
    """The library of a package."""
    return library(tmp_path_factory.mktemp("unit") / "demo", LIB + "pub fn wrong() -> u32 { true }\n")


@pytest.fixture
def guess(tmp_path: Path) -> Iterator[Guess]:
    """A guess that begins nothing by itself."""

    def check(_: Changes, __: Path, ___: threading.Event) -> Rechecked:
        return Rechecked(Reading(), ok=True, seconds=0.0, how=How.NAMESPACE)

    with Guess(check, tmp_path) as made:
        yield made


def checked(*reports: UnitReport, note: str = "", seconds: float = 0.1) -> Rechecked:
    """Give what a check says of these units."""
    return Rechecked(Reading(), ok=False, seconds=seconds, how=How.NAMESPACE, note=note, reports=reports)


def verdict(unit: Unit, guess: Guess, said: Rechecked, left_s: float = 600.0) -> Replayed | None:
    """Give what counts of a check, for a candidate in the library's file."""
    whole = Whole(guess, lambda *_: said, usual_s=0.1, until=time.monotonic() + left_s)
    return whole(unit, {unit.root / "src/lib.rs": b""}, threading.Event())


def test_a_unit_that_was_built_compiles(unit: Unit, guess: Guess) -> None:
    """Although it is not known which copy of its target warns: that counts, and what is said of changed files."""
    test, other = replace(unit, key="test", is_test=True), replace(unit, key="other", target="other")
    elsewhere = replace(WARNING, path="src/other.rs")
    said = checked(
        UnitReport(unit, (), compiled=True, sure=False),
        UnitReport(test, (WARNING,), compiled=True, sure=False),
        UnitReport(other, (elsewhere, replace(WARNING, message="another")), compiled=True),
    )

    answer = verdict(unit, guess, said)

    assert answer is not None
    assert (True, True) == (answer.ok, answer.judged)
    assert ["unused", "another"] == [finding.message for finding in answer.findings]


def test_errors_count_where_it_is_sure_whose_they_are(unit: Unit, guess: Guess) -> None:
    """Of two copies of a target that did not compile one may have no error of its own."""
    sure = verdict(unit, guess, checked(UnitReport(unit, (ERROR,), compiled=False)))
    unsure = verdict(unit, guess, checked(UnitReport(unit, (ERROR,), compiled=False, sure=False)))

    assert sure is not None
    assert (False, (ERROR,)) == (sure.ok, sure.findings)
    assert unsure is None


@pytest.mark.parametrize("note", ["", "rustc gave no verdict on demo (demo)"])
def test_silence_is_no_verdict(unit: Unit, guess: Guess, note: str) -> None:
    """Neither of a unit that was not compiled and has no error, nor of one that was not met."""
    reports = [UnitReport(unit, (), compiled=False)] if note else []

    assert verdict(unit, guess, checked(*reports, note=note)) is None


def test_an_end_by_the_clock_is_one(unit: Unit, guess: Guess) -> None:
    """It is not compiled again, and its check is no answer for later."""
    answer = verdict(unit, guess, checked(note="ended after 60 s", seconds=60.0))

    assert answer is not None
    assert not answer.judged
    assert guess.answer({unit.root / "src/lib.rs": b""}) is None


def test_no_time_no_room_no_namespaces(unit: Unit, guess: Guess, monkeypatch: pytest.MonkeyPatch) -> None:
    """The unit is compiled alone then."""
    good = checked(UnitReport(unit, (), compiled=True))

    def full(*_: object) -> Rechecked:
        raise NotWritable("no space left")

    no_time = verdict(unit, guess, good, left_s=-1.0)
    no_room = Whole(guess, full, 0.1, time.monotonic() + 60)(unit, {}, threading.Event())
    monkeypatch.setattr(wholes, "namespace_refusal", lambda: "none here")
    beside = verdict(unit, guess, good)

    assert (None, None, None) == (no_time, no_room, beside)
    assert guess.answer({unit.root / "src/lib.rs": b""}) is not None
