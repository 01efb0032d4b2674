"""Many candidates at a time: verdicts in their order, and an end to the rest once one is good."""

import threading
from pathlib import Path

import pytest

from ferrule.repair.compile.judge import judge_all
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
    """Who listens may set the cancel: candidates that had not begun are not compiled."""
    unit = library(tmp_path / "demo", LIB + BROKEN)
    source = tmp_path / "demo/src/lib.rs"
    cancel = threading.Event()
    heard: list[int] = []

    def on_judged(number: int, replayed: Replayed) -> None:
        heard.append(number)
        if replayed.ok:
            cancel.set()

    texts = [LIB + BROKEN, LIB, LIB, LIB]
    candidates = [{source: text.encode()} for text in texts]
    replayed = judge_all(unit, candidates, [tmp_path / "slot"], Terms(cancel=cancel), on_judged)

    assert [0, 1] == heard
    assert [True, True, False, False] == [one.judged for one in replayed]
    assert {"cancelled before it began"} == {one.note for one in replayed[2:]}
