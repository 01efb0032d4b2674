"""Assertions that are gone, that hold whatever happens, or that ask for less."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ferrule.tasks.rust.demands import Demand, Same, demands
from ferrule.tasks.rust.meetings import Meeting, meet
from ferrule.tasks.rust.strength import compares_constants, is_trivial, looser, says
from ferrule.tasks.rust.subjects import Gone
from ferrule.tasks.rust.tests import Pair, Placed
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "assertions"


def _t(body: str) -> str:
    return f"#[test]\nfn t() {{ let x = g(); {body} }}"


EXAMPLES: Final = (
    refused(_t("assert_eq!(f(x), 4); assert!(h(x));"), _t("assert!(h(x));")),
    refused(_t("assert_eq!(f(x), 4);"), _t("f(x);")),
    refused(_t("assert_eq!(f(x), 4);"), _t("assert!(true);")),
    refused(_t("assert_eq!(f(x), 4);"), _t("assert_eq!(f(x), f(x));")),
    refused(_t("assert_eq!(f(x), 4);"), _t("assert_eq!(4, 4); f(x);")),
    refused(_t("assert_eq!(f(x), 4);"), _t("assert!(f(x) >= 4);")),
    refused(_t("assert_eq!(f(x), 4);"), _t("assert_ne!(f(x), 5);")),
    refused(_t("assert_eq!(f(x), Ok(4));"), _t("assert!(f(x).is_ok());")),
    refused(_t("assert_eq!(f(x), Ok(4));"), _t("assert!(matches!(f(x), Ok(_)));")),
    refused(_t("assert_eq!(f(x), v);"), _t("assert_eq!(f(x).len(), v.len());")),
    refused(_t("assert!(f(x) < 4);"), _t("assert!(f(x) < 400);")),
    refused(_t("assert!(f(x) < 4);"), _t("assert!(f(x) <= 4);")),
    refused(_t("assert!((f(x) - 1.5).abs() < 1e-9);"), _t("assert!((f(x) - 1.5).abs() < 1e-1);")),
    refused(_t("assert!(a(x) && b(x));"), _t("assert!(a(x));")),
    refused(_t("assert!(a(x));"), _t("assert!(a(x) || b(x));")),
    refused(_t("assert!(a(x));"), _t("assert!(a(x) || true);")),
    refused(_t("assert!(r(x).is_ok());"), _t("assert!(r(x).is_ok() || r(x).is_err());")),
    refused(_t("assert!(matches!(f(x), Err(E::Small)));"), _t("assert!(matches!(f(x), Err(_)));")),
    refused(_t("assert_eq!(f(x), 4);"), _t("debug_assert_eq!(f(x), 4);")),
    refused(_t("check(x, 4); check(x, 5);"), _t("check(x, 4);")),
    refused(_t("assert_eq!(f(x).unwrap_err(), E::Small);"), _t("let _ = f(x);")),
    refused("", "#[test]\nfn t() { assert!(true); }"),
    refused(
        "fn check_it(x: u8) { assert_eq!(x, 4); }\n" + _t("check_it(x);"),
        "fn check_it(x: u8) {}\n" + _t("check_it(x);"),
    ),
    noted(_t("assert_eq!(f(x), 4);"), _t("assert_eq!(f(x), 5);")),
    noted("", _t("assert!(f(x)); assert_eq!(x, x);")),
    noted(_t("for i in 0..1000 { assert!(f(i)); }"), _t("for i in 0..1 { assert!(f(i)); }")),
    noted("", _t("assert_eq!(Key::new(3), Key::new(3));")),
    fine(_t("assert_eq!(f(x), 4);"), _t("assert_eq!(4, f(x));")),
    fine(_t("assert_eq!(f(x), 4);"), _t('assert_eq!(f(x), 4, "of {x}");')),
    fine(_t("assert!(f(x) == 4);"), _t("assert_eq!(f(x), 4);")),
    fine(_t("assert!(f(x).is_ok());"), _t("f(x).unwrap();")),
    fine(_t("assert!(f(x) < 400);"), _t("assert!(f(x) < 40);")),
    fine(_t("assert!(a(x) || b(x));"), _t("assert!(a(x));")),
    fine(_t("assert!(f(x).is_ok());"), _t("assert_eq!(f(x), Ok(4));")),
    fine(_t("assert_eq!(f(x), 4);"), _t("check(f(x), 4);") + "fn check(a: u8, b: u8) { assert_eq!(a, b); }"),
    fine(_t("assert_eq!(f(1), 4); assert_eq!(f(2), 8);"),
         _t("for (a, b) in [(1, 4), (2, 8)] { assert_eq!(f(a), b); }")),
    fine(_t("assert_eq!(f(x), 4); assert!(a(x));"),
         _t("assert_eq!(f(x), 4);") + "#[test]\nfn u() { let x = g(); assert!(a(x)); }"),
    fine("pub fn old(x: u8) -> u8 { x + 1 }\n" + _t("assert_eq!(old(x), 4); assert!(a(x));"), _t("assert!(a(x));")),
    fine(_t("assert_eq!(x.len(), 4);"), _t("assert_eq!(x.count(), 4);")),
    fine(_t("assert!(!f(x).is_none());"), _t("assert!(f(x).is_some());")),
    fine("", "#[test]\nfn t() { assert_eq!(f(1), 2); }"),
)  # fmt: skip


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give assertions of tests, and of what only tests use, that ask for less than before."""
    pairs = (*scene.tests.kept, *_aids(scene))
    meetings = [(pair, meet(pair, scene.asserting)) for pair in pairs if pair[0].piece.body != pair[1].piece.body]
    elsewhere: Counter[Same] = Counter(one.same for _, meeting in meetings for one in meeting.new)
    aids = {id(new) for _, new in pairs}
    fresh = (one for one in scene.after if id(one) not in aids and (one.is_for_tests or one.is_test))
    elsewhere.update(one.same for test in fresh for one in demands(test.piece, scene.asserting))
    for pair, meeting in meetings:
        yield from _lost(pair, meeting, elsewhere, scene.gone)
        yield from _changed(pair, meeting)
        yield from _other_input(pair, meeting)
    for test in scene.tests.new:
        yield from _empty(test, demands(test.piece, scene.asserting))


def _aids(scene: Scene) -> Iterator[Pair]:
    """Yield functions that tests use, by place and name."""
    old = {(one.path, one.piece.around, one.piece.name): one for one in scene.before if _is_aid(one)}
    for new in scene.after:
        before = old.get((new.path, new.piece.around, new.piece.name)) if _is_aid(new) else None
        if before is not None:
            yield before, new


def _is_aid(one: Placed) -> bool:
    is_made = one.piece.name.startswith(("assert", "check", "verify", "expect"))
    return one.piece.kind in {"fn", "macro"} and not one.is_test and (one.is_for_tests or is_made)


def _lost(pair: Pair, meeting: Meeting, elsewhere: Counter[Same], gone: Gone) -> Iterator[Weakened]:
    for demand in meeting.lost:
        if elsewhere[demand.same]:
            elsewhere[demand.same] -= 1
        elif demand.args and not gone.subject(demand.words):
            yield _found(pair[1], pair[1].piece.line, f"`{pair[1].name}` no longer asks `{demand}`")


def _changed(pair: Pair, meeting: Meeting) -> Iterator[Weakened]:
    for old, new in meeting.changed:
        if less := looser(old, new):
            yield _found(pair[1], new.line, f"`{new}`, before `{old}`, {less}")
        elif says(old) == says(new) and not looser(new, old) and _values(old.words) - _values(pair[1].piece.body):
            yield _found(pair[1], new.line, f"`{new}` stands where `{old}` stood", is_note=True)
    for demand in meeting.new:
        if is_trivial(demand):
            yield _found(pair[1], demand.line, f"`{demand}` holds whatever the program does", is_note=True)


def _other_input(pair: Pair, meeting: Meeting) -> Iterator[Weakened]:
    """Tell where a test asks the same of something else."""
    old, new = (one.piece.body for one in pair)
    if not (meeting.changed or meeting.lost or meeting.new) and _values(old) - _values(new):
        lost = ", ".join(sorted(_values(old) - _values(new)))
        yield _found(pair[1], pair[1].piece.line, f"`{pair[1].name}` no longer has {lost[:60]}", is_note=True)


def _empty(test: Placed, found: tuple[Demand, ...]) -> Iterator[Weakened]:
    """Give assertions of a new test that compare nothing; two calls that are equal may be what it is about."""
    proves_nothing = all(compares_constants(one) for one in found)
    for one in found:
        if is_trivial(one):
            words = f"`{one}` in the new test `{test.name}` holds whatever the program does"
            yield _found(test, one.line, words, is_note=not proves_nothing)


def _values(words: tuple[str, ...]) -> Counter[str]:
    return Counter(word for word in words if word[:1].isdigit() or '"' in word or word in {"true", "false"})


def _found(test: Placed, line: int, words: str, *, is_note: bool = False) -> Weakened:
    return Weakened(ID, test.path, line, words, is_note)
