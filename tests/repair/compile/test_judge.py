"""Many candidates at a time: verdicts in their order, and an end to the rest once one is good."""

import threading
from pathlib import Path

import pytest

from ferrule.edits.changes import content, read_once
from ferrule.errors import NotWritable
from ferrule.facts.repair import Changes
from ferrule.repair.compile.judge import Shortcuts, judge_all
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.tally import Tally
from ferrule.repair.compile.unit import How, Replayed
from repair.compile.recorded import BROKEN, WAYS, library
from workspaces import LIB

pytestmark = pytest.mark.cargo


@pytest.mark.parametrize("how", WAYS)
def test_verdicts_come_in_the_order_of_the_candidates(tmp_path: Path, how: How) -> None:
    """Two compilers work side by side; each candidate gets its own verdict, and all are counted."""
    unit = library(tmp_path / "demo", LIB + BROKEN)
    source = tmp_path / "demo/src/lib.rs"
    candidates = [{source: (LIB + "\n" * n + BROKEN * (n % 2)).encode()} for n in range(6)]
    tally = Tally()

    replayed = judge_all(unit, candidates, [tmp_path / "a", tmp_path / "b"], Terms(tally=tally, how=how))

    assert [True, False] * 3 == [one.ok for one in replayed]
    assert [20, 22, 24] == [f.line - 1 for one in replayed for f in one.findings if f.line]
    assert 6 == tally.counts.runs == tally.counts.warm + tally.counts.cold


def test_a_good_one_ends_the_others(tmp_path: Path) -> None:
    """Verdicts are heard in their order; those after the one that ends the batch are not given, nor all compiled."""
    unit = library(tmp_path / "demo", LIB + BROKEN)
    source = tmp_path / "demo/src/lib.rs"
    tally = Tally()
    heard: list[int] = []

    def until(number: int, replayed: Replayed) -> bool:
        heard.append(number)
        return replayed.ok

    candidates = [{source: text.encode()} for text in (LIB + BROKEN, *[LIB] * 20)]
    replayed = judge_all(unit, candidates, [tmp_path / "slot"], Terms(tally=tally), shortcuts=Shortcuts(until))

    assert [0, 1] == heard
    assert [False, True] == [one.ok for one in replayed]
    assert 2 == tally.counts.runs


def test_the_first_has_a_way_of_its_own(tmp_path: Path) -> None:
    """It is asked about the first candidate alone; what it does not know is compiled as the others are."""
    unit = library(tmp_path / "demo", LIB + BROKEN)
    source = tmp_path / "demo/src/lib.rs"
    candidates = [{source: text.encode()} for text in (LIB, LIB + "\n", LIB + BROKEN)]
    own = Replayed(ok=True, how=How.SLOT)
    asked: list[Changes] = []

    def judged(answer: Replayed | None) -> list[Replayed]:
        def first(changes: Changes, _: threading.Event) -> Replayed | None:
            asked.append(changes)
            return answer

        return judge_all(unit, candidates, [tmp_path / "slot"], shortcuts=Shortcuts(first=first))

    known, unknown = judged(own), judged(None)

    assert [candidates[0]] * 2 == asked
    assert known[0] is own
    assert [True, True, False] == [one.ok for one in unknown] == [one.ok for one in known]


def test_a_first_that_raises_ends_all(tmp_path: Path) -> None:
    """What it raises is heard, and nothing goes on."""
    unit = library(tmp_path / "demo", LIB + BROKEN)
    tally = Tally()

    def full(_: Changes, __: threading.Event) -> Replayed | None:
        raise NotWritable("no space left")

    with pytest.raises(NotWritable):
        judge_all(unit, [{}] * 20, [tmp_path / "slot"], Terms(tally=tally), shortcuts=Shortcuts(first=full))
    assert 3 > tally.counts.runs


def test_a_cancel_from_outside_ends_the_batch(tmp_path: Path) -> None:
    """Nothing is begun once it is set, and it is not set by the batch."""
    unit = library(tmp_path / "demo", LIB + BROKEN)
    cancel = threading.Event()
    terms = Terms(cancel=cancel)
    shortcuts = Shortcuts(lambda _, __: True)

    [first] = judge_all(unit, [{}, {}], [tmp_path / "slot"], terms, shortcuts=shortcuts)
    assert first.judged
    assert not cancel.is_set()
    cancel.set()
    [first] = judge_all(unit, [{}, {}], [tmp_path / "slot"], terms, shortcuts=shortcuts)
    assert "cancelled before it began" == first.note


def test_who_ends_a_batch_sees_what_the_run_has_read(tmp_path: Path) -> None:
    """A file that was saved meanwhile is the old one for those that listen, in whatever thread they are called."""
    unit = library(tmp_path / "demo", LIB + BROKEN)
    source = tmp_path / "demo/src/lib.rs"
    seen: list[bytes] = []

    def until(_: int, __: Replayed) -> bool:
        seen.append(content(source, {}))
        return False

    with read_once():
        content(source, {})
        source.write_text("")
        judge_all(unit, [{}, {}], [tmp_path / "a", tmp_path / "b"], shortcuts=Shortcuts(until))

    assert [(LIB + BROKEN).encode()] * 2 == seen
