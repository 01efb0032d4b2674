"""Bounds that an error speaks of."""

import pytest

from ferrule.repair.moves.wide import bounds
from repair.moves.wide.offering import compiles, offered

ACCEPTED = (
    (
        "pub fn f<T>(x: &T) -> T { *x }\n",
        "pub fn f<T: Copy>(x: &T) -> T { *x }\n",
    ),
    (
        "fn need<T: Clone>(_: T) {}\npub fn f<I: Iterator>(mut i: I) { if let Some(x) = i.next() { need(x) } }\n",
        "fn need<T: Clone>(_: T) {}\n"
        "pub fn f<I: Iterator>(mut i: I) where <I as Iterator>::Item: Clone { if let Some(x) = i.next() {"
        " need(x) } }\n",
    ),
)
REFUSED = (
    (
        "fn need<T: Clone>(_: T) {}\npub struct S;\npub fn f(s: S) { need(s) }\n",
        "where S",
    ),
    (
        "fn need<T: Clone>(_: T) {}\npub struct S;\npub fn f(s: S) { need(s) }\n",
        "need<T>",
    ),
)


@pytest.mark.parametrize(("before", "after"), ACCEPTED)
def test_offered(before: str, after: str) -> None:
    """The edit is among those that are offered, and the compiler has nothing against it."""
    assert after in offered(bounds, before)
    assert compiles(after)


@pytest.mark.parametrize(("before", "words"), REFUSED)
def test_not_offered(before: str, words: str) -> None:
    """No edit that is offered brings these words."""
    assert not [one for one in offered(bounds, before) if words in one]
