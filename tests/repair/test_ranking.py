"""What was right before goes first, within bounds; a copy never does."""

from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.facts.finding import Edit, Finding, Level
from ferrule.facts.ranking import Trial
from ferrule.facts.repair import Candidate, ClonePolicy, CostKind, Refusal
from ferrule.repair.admission import COPIES, admission
from ferrule.repair.ranking.learned import MOST, NEUTRAL, learned
from ferrule.repair.ranking.priors import shipped
from ferrule.repair.ranking.trials import trials
from ferrule.repair.search.propose import proposals, surest
from ferrule.repair.search.state import Doors, State, Step, Trace

ERROR = Finding(tool="rustc", level=Level.ERROR, message="use of moved value: `a`", rule="E0382", path="lib.rs", line=1)
OLD = b"fn f() { a; b; c; }\n"


def _candidate(move: str, rank: int, start: int, new: str) -> Candidate:
    return Candidate(move, move, "own", (Edit("lib.rs", start, start + 1, 1, 10, 1, 11, new),), rank)


ONE, OTHER = _candidate("one", 12, 9, "x"), _candidate("other", 12, 9, "y")
COPY = _candidate("copy", 12, 9, "a.clone()")


def test_without_trials_nothing_is_moved() -> None:
    """No counts, no order; an unknown move stays where it put itself."""
    assert learned(()) == NEUTRAL
    assert learned((Trial("E0382", "one", 12, 9, 9),)).shift(ERROR, OTHER) == 0


def test_what_was_right_goes_before_what_was_not() -> None:
    """The more trials, the further; never beyond the bound."""
    few = learned((Trial("E0382", "one", 12, 2, 2), Trial("E0382", "other", 12, 2, 0)))
    many = learned((Trial("E0382", "one", 12, 500, 500), Trial("E0382", "other", 12, 500, 0)))
    assert few.shift(ERROR, ONE) < 0 < few.shift(ERROR, OTHER)
    assert -MOST == many.shift(ERROR, ONE) < few.shift(ERROR, ONE)
    assert many.shift(ERROR, OTHER) == MOST


def test_a_move_is_judged_by_its_code_first() -> None:
    """A move that is right against one code and wrong against another is put forward against the one only."""
    counts = [Trial("E0382", "one", 12, 50, 45), Trial("E0499", "one", 12, 50, 2), Trial("E0308", "two", 12, 100, 47)]
    ranking = learned(counts)
    assert ranking.shift(ERROR, ONE) < 0 < ranking.shift(replace(ERROR, rule="E0499"), ONE)


def _doors(root: Path, shift: dict[str, int], clone: ClonePolicy = ClonePolicy.RECORD) -> Doors:
    (root / "lib.rs").write_bytes(OLD)
    return Doors(
        root,
        lambda _: (),
        admission(root, clone=clone),
        lambda error: error.message,
        lambda: False,
        own=lambda _, __: (ONE, OTHER, COPY),
        shift=lambda _, candidate: shift.get(candidate.move, 0),
    )


@pytest.mark.parametrize(
    ("shift", "order"),
    [
        ({}, ["one", "other", "copy"]),
        ({"other": -3}, ["other", "one", "copy"]),
        ({"one": 3}, ["other", "one", "copy"]),
        ({"copy": -8}, ["one", "other", "copy"]),
        ({"copy": -8, "one": 7, "other": 8}, ["copy", "one", "other"]),
    ],
)
def test_the_search_follows_what_was_learned(tmp_path: Path, shift: dict[str, int], order: list[str]) -> None:
    """Candidates change places; a copy is never put forward, what is worse only falls behind it."""
    doors, state = _doors(tmp_path, shift), State({}, (ERROR,), (1,))
    found = proposals(ERROR, state, doors, Trace())
    first = surest(ERROR, state, doors, Trace())
    assert [one.step.candidate.move for one in found] == order
    assert first is not None
    assert first.step.candidate.move == order[0]


def test_the_policy_for_copies(tmp_path: Path) -> None:
    """A copy is a price, or nothing special, or never made."""
    judged = {}
    for clone in ClonePolicy:
        admit = _doors(tmp_path, {}, clone).admit
        judged[clone] = admit({}, {tmp_path / "lib.rs": OLD.replace(b"a;", b"a.clone();")}, ERROR)
    recorded = judged[ClonePolicy.RECORD]
    assert not isinstance(recorded, Refusal)
    assert [cost.kind for cost in recorded] == [CostKind.CLONE]
    assert judged[ClonePolicy.ALLOW] == ()
    refused = judged[ClonePolicy.FORBID]
    assert isinstance(refused, Refusal)
    assert refused.rule == COPIES
    assert "fix.clone" in refused.note


def test_what_a_search_teaches() -> None:
    """What was taken is right where the repair stood; what the compiler rejected was tried; both are counted once."""
    trace = Trace()
    trace.reject("name", ERROR, OTHER)
    trace.reject("name", ERROR, ONE)
    steps = [Step(ERROR, ONE)]
    assert trials(steps, trace, stood=True) == (Trial("E0382", "one", 12, 1, 1), Trial("E0382", "other", 12, 1, 0))
    assert trials(steps, trace, stood=False)[0].right == 0


def test_ferrule_comes_with_counts() -> None:
    """The data file says where it is from, and its counts are possible ones."""
    found = shipped()
    assert "bench" in found.made
    assert found.programs > 100
    assert all(0 <= one.right <= one.tried for one in found.counts)
    assert len({(one.code, one.move, one.rank) for one in found.counts}) == len(found.counts)
