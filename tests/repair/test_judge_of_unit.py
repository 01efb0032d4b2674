"""What the search through one unit compiles alone, and what it has checked with the whole workspace."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.facts.repair import Changes
from ferrule.repair.bench import Bench, Repaired
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.tally import Tally
from ferrule.repair.compile.unit import Replayed, Unit
from ferrule.repair.judging import Judge
from ferrule.workspace.metadata import read_workspace
from repair.compile.recorded import BROKEN, library
from workspaces import LIB

pytestmark = pytest.mark.cargo

GOOD = Replayed(ok=True)


class Ground:
    """A unit that does not compile, with a bench that notes what is asked of the whole workspace."""

    def __init__(self, root: Path, said: Replayed | None = None) -> None:
        self.unit = library(root, LIB + BROKEN)
        self.said, self.whole = said, list[Changes]()
        self.guesses: list[Changes | None] = []
        self.tally = Tally()
        bench = Bench(read_workspace(root), (root / ".ferrule/slot",), Terms(tally=self.tally), lambda _: True)
        self.bench = replace(bench, whole=self._whole, guess=self.guesses.append)

    def _whole(self, unit: Unit, changes: Changes, _: threading.Event) -> Replayed | None:
        assert unit is self.unit
        self.whole.append(changes)
        return self.said

    def judge(self, *, alone: bool = True) -> Judge:
        """Give a judge that has judged nothing."""
        return Judge(self.unit, self.bench, Repaired(), alone)

    def states(self, *texts: str) -> list[Changes]:
        """Give states of the library's source."""
        return [{self.unit.root / "src/lib.rs": text.encode()} for text in texts]


def test_the_first_state_is_checked_whole(tmp_path: Path) -> None:
    """It is not compiled once more, whatever is asked later; where it is right that is the end."""
    ground = Ground(tmp_path / "demo", GOOD)
    judge, states = ground.judge(), ground.states(LIB, LIB + BROKEN)

    answers = judge.until_clean(states)
    judge.all(states[1:])

    assert answers == [GOOD]
    assert ground.whole == [states[0]]
    assert ground.guesses == [states[0]]
    assert judge.result.runs == 2


def test_a_wrong_first_state_is_no_guess(tmp_path: Path) -> None:
    """The guess is what compiled."""
    wrong = Ground(tmp_path / "other", GOOD).judge().plain([{}])[0]
    ground = Ground(tmp_path / "demo", wrong)
    states = ground.states(LIB + BROKEN, LIB, LIB + "\n")

    answers = ground.judge().until_clean(states)

    assert [one.ok for one in answers] == [False, True]
    assert ground.guesses == [states[1]]


def test_what_a_whole_check_cannot_say_is_compiled(tmp_path: Path) -> None:
    """Both of them are asked then."""
    ground = Ground(tmp_path / "demo")
    states = ground.states(LIB)

    [answer] = ground.judge().all(states)

    assert answer.ok
    assert ground.whole == states
    assert ground.tally.counts.runs == 1


def test_beside_other_broken_units_each_is_compiled_alone(tmp_path: Path) -> None:
    """A check of them all for each would cost more than it spares: it goes on beside the search."""
    ground = Ground(tmp_path / "demo", GOOD)
    states = ground.states(LIB + BROKEN, LIB)

    answers = ground.judge(alone=False).all(states)

    assert [one.ok for one in answers] == [False, True]
    assert ground.whole == []
    assert ground.guesses == [states[0], states[1]]
