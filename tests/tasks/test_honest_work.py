"""Ordinary work on a crate passes all rules together: what was done is told at most as a note."""

import pytest

from ferrule.facts.difference import Difference
from ferrule.tasks.weakened.judge import still_open, weakened
from ferrule.tasks.weakened.rule import Weakened
from tasks.honest_work import BEFORE, FLOW, WORK, Files


def found(changes: Files) -> tuple[Weakened, ...]:
    """Give all that the rules say to a change of the crate."""
    after = {name: text for name, text in {**BEFORE, **changes}.items() if text is not None}
    names = [name for name in BEFORE.keys() | after.keys() if BEFORE.get(name) != after.get(name)]
    assert names
    old, new = ({name: side[name].encode() for name in names if name in side} for side in (BEFORE, after))
    return weakened(Difference(old, new))


@pytest.mark.parametrize("name", WORK)
def test_honest_work(name: str) -> None:
    """Nothing stands in its way."""
    assert still_open(found(WORK[name]), ()) == ()


def test_a_finding_is_accepted_by_its_key() -> None:
    """What stands in the way goes when an answer names rule and file, and only then."""
    refused = found({"tests/flow.rs": FLOW.replace("#[test]\nfn large", "#[test]\n#[ignore]\nfn large")})
    [one] = still_open(refused, ())
    assert (one.key, one.path, one.line) == ("accept:ignored-test:tests/flow.rs", "tests/flow.rs", 5)
    assert still_open(refused, {one.key}) == ()
    assert still_open(refused, {"accept:ignored-test:src/lib.rs"}) == (one,)


def test_many_findings_are_shortened() -> None:
    """A file in which everything is gone is told in a few lines."""
    many = "".join(f"#[test]\nfn t{at}() {{\n    assert_eq!(add({at}, 700), {at + 700});\n}}\n" for at in range(40))
    difference = Difference({"tests/b.rs": many.encode()}, {})
    words = [one.words for one in weakened(difference)]
    assert len(words) == 13
    assert words[-1] == "and 28 more of this kind"


def test_nothing_changed() -> None:
    """An empty difference says nothing."""
    assert weakened(Difference({}, {})) == ()
