"""Code that knows that it is tested, and macros and comparisons that were made to agree."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from ferrule.tasks.rust.gates import conditions
from ferrule.tasks.rust.tests import Placed
from ferrule.tasks.rust.words import read
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "knows-tests"
_F = "pub fn f(x: u8) -> u8 { g(x) }\n"
EXAMPLES: Final = (
    refused(_F, "pub fn f(x: u8) -> u8 { if cfg!(test) { return 4; } g(x) }"),
    refused(_F, "#[cfg(test)]\npub fn f(x: u8) -> u8 { 4 }\n#[cfg(not(test))]\n" + _F),
    refused(_F, 'pub fn f(x: u8) -> u8 { if std::env::var("NEXTEST").is_ok() { 4 } else { g(x) } }'),
    refused(_F, _F + "#[cfg(test)]\nmacro_rules! assert_eq { ($($t:tt)*) => {} }"),
    refused({"tests/a.rs": "fn h() {}"}, {"tests/a.rs": "fn h() {}\nmacro_rules! panic { ($($t:tt)*) => {} }"}),
    refused(_F, _F + "impl PartialEq for A { fn eq(&self, _: &A) -> bool { true } }"),
    noted(_F, _F + "#[cfg(not(test))]\nfn start() { run(); }"),
    fine(_F, _F + "#[cfg(test)]\nmod tests { use super::*; #[test] fn t() { assert_eq!(f(1), 2); } }"),
    fine(_F, _F + "#[cfg(test)]\nfn only_for_tests() -> A { A::new() }"),
    fine(_F, _F + "macro_rules! assert_close { ($a:expr, $b:expr) => { assert!(($a - $b).abs() < 1e-9) } }"),
    fine(_F, _F + "impl PartialEq for A { fn eq(&self, other: &A) -> bool { self.x == other.x } }"),
    fine("fn f() { if cfg!(test) { g() } }", "fn f() { if cfg!(test) { g(); } else { h() } }"),
)  # fmt: skip
_SHADOWED: Final = frozenset({
    "assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "debug_assert_ne", "panic", "unreachable",
    "matches",
})  # fmt: skip
_TELLING: Final = frozenset({'"NEXTEST"', '"NEXTEST_RUN_ID"', '"RUST_TEST_THREADS"'})


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give what there is more of than before."""
    before = Counter(words for words, _, _ in _asked(scene.difference.before))
    for words, path, line in _asked(scene.difference.after):
        if before[words]:
            before[words] -= 1
        else:
            yield Weakened(ID, path, line, f"`{words}` tells the code that it is tested")
    yield from _twofold(scene)
    yield from _made_to_agree(scene)


def _asked(texts: Mapping[str, bytes]) -> Iterator[tuple[str, str, int]]:
    """Yield the places at which code asks whether it is tested."""
    for path, text in texts.items():
        if path.endswith(".rs") and (b"cfg!" in text or b"NEXTEST" in text or b"RUST_TEST" in text):
            told = read(text)
            for at, word in enumerate(told.words):
                if word == "cfg" and told.words[at + 1 : at + 4] == ("!", "(", "test"):
                    yield "cfg!(test)", path, told.lines[at]
                elif word in _TELLING:
                    yield word, path, told.lines[at]


def _twofold(scene: Scene) -> Iterator[Weakened]:
    """Give functions that were one and are two, of which one is for tests alone."""
    after = [one for one in scene.after if one.piece.kind == "fn"]
    known = {_key(one) for one in scene.before if "not(test)" in conditions(one.piece.attributes)}
    for_tests = {_key(one) for one in after if "cfg(test)" in one.piece.attributes}
    for one in after:
        if "not(test)" in conditions(one.piece.attributes) and _key(one) not in known:
            is_two = _key(one) in for_tests
            words = "does something else in tests" if is_two else "is left out of tests"
            yield Weakened(ID, one.path, one.piece.line, f"`{one.name}` {words}", is_note=not is_two)


def _made_to_agree(scene: Scene) -> Iterator[Weakened]:
    known = {_key(one) for one in scene.before if _agrees(one)}
    for one in scene.after:
        if _agrees(one) and _key(one) not in known:
            words = "takes the place of the macro of std" if one.piece.kind == "macro" else "holds whatever it compares"
            yield Weakened(ID, one.path, one.piece.line, f"`{one.name}` {words}")


def _agrees(one: Placed) -> bool:
    if one.piece.kind == "macro":
        return one.piece.name in _SHADOWED
    return one.piece.kind == "fn" and one.piece.name == "eq" and one.piece.body == ("true",)


def _key(one: Placed) -> tuple[str, tuple[str, ...], str]:
    return one.path, one.piece.around, one.piece.name
