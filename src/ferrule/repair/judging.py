"""The compiler as the search through one unit asks it: what counts of its answers, and which states it is asked of."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ferrule.facts.repair import Changes
from ferrule.repair.answers import counting
from ferrule.repair.bench import Bench, Repaired
from ferrule.repair.compile.judge import Shortcuts, judge_all
from ferrule.repair.compile.unit import Replayed, Unit
from ferrule.repair.compile.warm import warm
from ferrule.repair.search.score import errors_of


@dataclass(slots=True)
class Judge:
    """Judges states of one unit; it tells the bench what the search may end with: its first state, then what compiles.

    Where the unit is `alone`, the only one that keeps the workspace from compiling, the first state is not compiled
    by itself but with the whole workspace: when it is right, as most are, nothing is left to be checked.
    """

    unit: Unit
    bench: Bench
    result: Repaired
    alone: bool
    _is_first: bool = True
    _is_warmed: bool = False

    def all(self, states: Sequence[Changes]) -> Sequence[Replayed]:
        """Give an answer for each state, in their order."""
        return self._guessing(states, None)

    def until_clean(self, states: Sequence[Changes]) -> Sequence[Replayed]:
        """Give an answer for each state, in their order, up to the first one that is free of errors."""
        return self._guessing(states, lambda number, said: _is_clean(self._counted(said, states[number])))

    def plain(self, states: Sequence[Changes]) -> Sequence[Replayed]:
        """Give an answer for each state, in their order; none of them is one that the search may end with."""
        return self._compiled(states, Shortcuts())

    def _guessing(self, states: Sequence[Changes], until: Callable[[int, Replayed], bool] | None) -> Sequence[Replayed]:
        is_first, self._is_first = self._is_first, False
        if is_first and not self.alone:
            self.bench.guess(states[0])
        answers = self._compiled(states, Shortcuts(until, self._whole if is_first and self.alone else None))
        pairs = zip(states, answers, strict=False)
        good = next((state for state, one in pairs if _is_clean(one)), None)
        if is_first or good is not None:
            self.bench.guess(good)
        return answers

    def _compiled(self, states: Sequence[Changes], shortcuts: Shortcuts) -> Sequence[Replayed]:
        terms = self.bench.terms
        links = [self.bench.links(self.unit, state, terms) for state in states]
        answers = judge_all(self.unit, states, self.bench.slots, terms, links, shortcuts)
        self.result.runs += len(answers)
        self._warm(answers[1:] if shortcuts.first else answers)
        counted = [self._counted(answer, state) for state, answer in zip(states, answers, strict=False)]
        self.result.notes += [f"rustc gave no verdict: {answer.note}" for answer in counted if answer.note]
        return counted

    def _whole(self, changes: Changes, cancel: threading.Event) -> Replayed | None:
        said = self.bench.whole(self.unit, changes, cancel)
        if said is not None and self.bench.terms.tally is not None:
            self.bench.terms.tally.add(said)
        return said

    def _warm(self, answers: Sequence[Replayed]) -> None:
        """Make an incremental state once, where there is none and it is worth it."""
        slowest = max(answers, key=lambda answer: answer.seconds, default=None)
        if slowest is None or not slowest.judged or self._is_warmed:
            return
        self._is_warmed = True
        made = warm(self.unit, slowest, self.bench.slots, self.bench.terms)
        if made is not None:
            words = made.note or "warmed by the last commit"
            self.result.notes.append(f"{self.unit.package} ({self.unit.target}): {words}")

    def _counted(self, answer: Replayed, state: Changes) -> Replayed:
        return self.bench.view(counting(answer, state, self.bench.workspace.root))


def _is_clean(answer: Replayed) -> bool:
    return answer.judged and not errors_of(answer.findings)
