"""Tests that are gone while what they tested is still there."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ferrule.tasks.rust.demands import Same, demands
from ferrule.tasks.rust.tests import Placed
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "removed-test"
_F = "pub fn f() -> u8 { 40 + 2 }\n"
_T = "#[test]\nfn t() { assert_eq!(f(), 42); }\n"
_CASES = "#[rstest]\n#[case(1, 2)]\n#[case(3, 40)]\nfn t(#[case] a: u8, #[case] b: u8) { assert_eq!(f(a), b); }"
EXAMPLES: Final = (
    refused(_F + _T, _F),
    refused(_F + _T, _F + "/*\n" + _T + "*/"),
    refused(_F + _T, _F + _T.replace("#[test]\n", "")),
    refused({"src/lib.rs": _F, "tests/a.rs": _T}, {"src/lib.rs": _F}),
    refused({"src/lib.rs": _F, "tests/a.rs": _T}, {"src/lib.rs": _F, "tests/a.rs": ""}),
    refused({"src/lib.rs": _F, "tests/a.rs": _T}, {"src/lib.rs": _F, "tests/a.rs.txt": _T}),
    refused(_F + _T, _F.replace("f()", "g()") + "pub struct New;"),
    refused("proptest! { #[test] fn p(a in 0..9u8) { prop_assert!(g(a) < 9); } }", ""),
    refused({"tests/a.rs": "test! { zero: 0 => \"0\" }\ntest! { two: 20 => \"20\" }"},
            {"tests/a.rs": "test! { zero: 0 => \"0\" }"}),
    refused(_CASES, _CASES.replace("#[case(3, 40)]\n", "")),
    noted(_F + _T, "pub struct New;"),
    fine(_F + _T, _F + _T.replace("fn t", "fn f_is_the_answer")),
    fine(_F + _T, _F + "#[cfg(test)]\nmod tests { use super::*;\n" + _T + "}"),
    fine({"src/lib.rs": _F + _T}, {"src/lib.rs": _F, "tests/a.rs": _T}),
    fine("#[test]\nfn a() { assert_eq!(f(100), 20); }\n#[test]\nfn b() { assert_eq!(f(300), 40); }",
         "#[test]\nfn all() { for (a, b) in [(100, 20), (300, 40)] { assert_eq!(f(a), b); } }"),
    fine("#[test]\nfn a() { assert_eq!(f(1), 2); g(); h(); }\n#[test]\nfn b() { assert!(k(1)); l(); m(); n(); }",
         "#[test]\nfn a() { assert_eq!(f(1), 2); g(); h(); assert!(k(1)); l(); m(); n(); }"),
    fine(_CASES, _CASES.replace("#[case(3, 40)]\n", "#[case(3, 40)]\n#[case(5, 60)]\n")),
)  # fmt: skip
_TELLING: Final = 5
"""Characters of values that are hardly found together by chance."""
_CASE: Final = ("case(", "test_case(", "case::", "values(", "test_matrix(")


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give each test that is gone; one whose subject is gone, or whose demands others make now, is none."""
    elsewhere = _made_now(scene)
    for test in scene.tests.gone:
        if _is_made(test, scene, elsewhere):
            continue
        subject = scene.gone.subject(test.piece.body)
        if subject:
            yield _found(test, f"the test `{test.name}` went with `{subject}`, which it speaks of", is_note=True)
        else:
            yield _found(test, f"the test `{test.name}` is gone, and what it tests is not")
    for old, new in scene.tests.kept:
        lost = _cases(old) - _cases(new)
        if len(lost) > len(_cases(new) - _cases(old)):
            yield _found(new, f"the test `{new.name}` has lost the case `{next(iter(lost))}`")


def _found(test: Placed, words: str, *, is_note: bool = False) -> Weakened:
    return Weakened(ID, test.path, test.piece.line, words, is_note)


def _cases(test: Placed) -> Counter[str]:
    return Counter(text for text in test.piece.attributes if text.startswith(_CASE))


def _made_now(scene: Scene) -> tuple[Counter[Same], frozenset[str]]:
    """Give the demands that tests make now and did not make before, and the telling values in those tests."""
    made: Counter[Same] = Counter()
    values: set[str] = set()
    for new in scene.tests.new:
        made.update(one.same for one in demands(new.piece, scene.asserting))
        values.update(_values(new))
    for old, new in scene.tests.kept:
        made.update(
            Counter(one.same for one in demands(new.piece, scene.asserting))
            - Counter(one.same for one in demands(old.piece, scene.asserting))
        )
        values.update(_values(new) - _values(old))
    return made, frozenset(values)


def _is_made(test: Placed, scene: Scene, elsewhere: tuple[Counter[Same], frozenset[str]]) -> bool:
    """Say whether other tests demand now what this one did."""
    made, values = elsewhere
    wanted = demands(test.piece, scene.asserting)
    if wanted and all(made[one.same] for one in wanted):
        return True
    mine = _values(test)
    return sum(map(len, mine)) >= _TELLING and mine <= values


def _values(test: Placed) -> frozenset[str]:
    """Give the literals of a test that few others will have by chance."""
    words = (word for word in test.piece.body if word[:1].isdigit() or '"' in word)
    return frozenset(word for word in words if len(word.strip('"')) > 1)
