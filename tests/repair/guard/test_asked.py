"""What errors themselves ask to be taken away."""

from pathlib import Path

import pytest

from ferrule.facts.finding import Edit, Finding, Level, Phase, Suggestion
from ferrule.facts.repair import Refusal
from ferrule.repair.guard.judge import judge

FILE = Path("src/lib.rs")


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("E0071", "fn f() { g(U { a: 4 }) }\n", "fn f() { g(4) }\n"),
        ("E0109", "fn f() { m::<u8>::a(1) }\n", "fn f() { m::a(1) }\n"),
        ("E0197", "unsafe impl A {}\n", "impl A {}\n"),
        ("E0516", "fn f() { let x: typeof(92) = 92; }\n", "fn f() { let x = 92; }\n"),
        ("E0577", "pub(in crate::A) struct B;\n", "pub(crate) struct B;\n"),
        ("E0642", "trait A { fn f((x, y): (u8, u8)); }\n", "trait A { fn f(_: (u8, u8)); }\n"),
        ("E0658", "impl !Send for A {}\nfn f() {}\n", "fn f() {}\n"),
        ("E0704", "pub(foo) struct A;\n", "pub(crate) struct A;\n"),
        ("E0742", "pub(in crate::a) struct A;\n", "pub(crate) struct A;\n"),
        ("E0794", "fn f() { g::<'static>(1) }\n", "fn f() { g(1) }\n"),
    ],
)
def test_what_is_too_much_may_go(code: str, before: str, after: str) -> None:
    """The error of the line says so itself (P19)."""
    cause = Finding("rustc", code, Level.ERROR, "too much", "src/lib.rs", 1, 1, 1, 9)
    assert not isinstance(judge(before.encode(), after.encode(), FILE, (cause,)), Refusal)


def test_on_another_line_nothing_is_asked_for() -> None:
    """An error speaks of its own place only."""
    cause = Finding("rustc", "E0516", Level.ERROR, "too much", "src/lib.rs", 3, 1, 3, 9)
    before, after = b"fn f() { let x: typeof(92) = 92; }\n", b"fn f() { let x = 92; }\n"
    assert isinstance(judge(before, after, FILE, (cause,)), Refusal)


def test_a_misspelt_keyword_may_go() -> None:
    """The parser takes `lt` for a statement of its own; rustc itself names the keyword that was meant."""
    edit = Edit("src/lib.rs", 11, 13, 1, 12, 1, 14, "let")
    words = Suggestion("there is a keyword `let` with a similar name", "MaybeIncorrect", (edit,))
    cause = Finding(
        "rustc", None, Level.ERROR, "expected one of", "src/lib.rs", 1, 12, 1, 14, "", (words,), Phase.PARSE
    )
    before = b"fn f() {   lt x = 1;\n    g(x) }\n"
    assert not isinstance(judge(before, before.replace(b"lt", b"let"), FILE, (cause,)), Refusal)


def test_marks_of_two_signs_stay_whole() -> None:
    """In text that does not parse, an arrow is one token all the same."""
    cause = Finding("rustc", None, Level.ERROR, "this file contains an unclosed delimiter", "src/lib.rs", 3, 3, 3, 3)
    before = b"fn f(x: u8) -> u8 {\n    match x { 1 => g(2), _ => g(3)\n}\n"
    after = before.replace(b"g(3)\n", b"g(3) }\n")
    assert not isinstance(judge(before, after, FILE, (cause,)), Refusal)


def test_an_attribute_that_only_speaks_of_tests() -> None:
    """What makes a function a test is told by the attribute's name, not by its words."""
    cause = Finding("rustc", "E0734", Level.ERROR, "stability attributes may not be used", "src/lib.rs", 1, 1, 1, 9)
    before, after = b'#[stable(feature = "test")]\nfn f() { g(1) }\n', b"fn f() { g(1) }\n"
    assert not isinstance(judge(before, after, FILE, (cause,)), Refusal)
    assert isinstance(judge(b"#[tokio::test]\nfn f() { g(1) }\n", after, FILE, (cause,)), Refusal)


def test_an_impl_with_content_stays() -> None:
    """That members cannot be added to a foreign type is no reason to throw them away."""
    cause = Finding("rustc", "E0116", Level.ERROR, "cannot define inherent `impl`", "src/lib.rs", 1, 1, 1, 9)
    before = b"impl Vec<u8> { fn two(&self) -> u8 { self[1] } }\nfn f() {}\n"
    assert isinstance(judge(before, b"fn f() {}\n", FILE, (cause,)), Refusal)


def test_a_word_that_does_not_exist_may_go() -> None:
    """A statement that is one unknown name does nothing; a call of an unknown function is meant."""
    for name, statement, stays in (("contine", "contine;", False), ("gone", "gone();", True)):
        words = f"cannot find value `{name}` in this scope"
        cause = Finding("rustc", "E0425", Level.ERROR, words, "src/lib.rs", 1, 26, 1, 33)
        before = f"fn f() {{ for i in 0..3 {{ if g(i) {{ {statement} }} }} }}\n".encode()
        after = before.replace(statement.encode(), b"continue;")
        assert isinstance(judge(before, after, FILE, (cause,)), Refusal) is stays


def test_a_path_that_leads_nowhere_may_change_in_a_test() -> None:
    """What an assertion calls may be reached on another way when the error says that this one does not exist."""
    words = "cannot find function `dive` in `demo::inner`"
    cause = Finding("rustc", "E0425", Level.ERROR, words, "src/lib.rs", 2, 1, 2, 9)
    before = b"#[test]\nfn t() { assert_eq!(3, demo::inner::dive()); }\n"
    assert not isinstance(judge(before, before.replace(b"inner::", b""), FILE, (cause,)), Refusal)
    assert isinstance(judge(before, before.replace(b"inner::dive()", b"three()"), FILE, (cause,)), Refusal)
    other = Finding("rustc", "E0308", Level.ERROR, "mismatched types", "src/lib.rs", 2, 1, 2, 9)
    assert isinstance(judge(before, before.replace(b"inner::", b""), FILE, (other,)), Refusal)


def test_an_empty_impl_of_a_pointer_trait_may_go() -> None:
    """The compiler does not take it, and nothing is in it."""
    cause = Finding("rustc", "E0374", Level.ERROR, "requires a field", "src/lib.rs", 2, 1, 2, 9)
    before, after = b"struct A;\nimpl<T> CoerceUnsized<A> for B<T> {}\n", b"struct A;\n"
    assert not isinstance(judge(before, after, FILE, (cause,)), Refusal)
    assert isinstance(judge(before.replace(b"{}", b"{ fn f() { g(1) } }"), after, FILE, (cause,)), Refusal)


def test_a_form_of_a_nightly_compiler_is_written_otherwise() -> None:
    """Only where the error speaks of such a form: its stable one has other words."""
    before, after = b"fn f(g: G) { g.call((1,)) }\n", b"fn f(g: G) { g(1) }\n"
    cause = Finding(
        "rustc", "E0658", Level.ERROR, "use of unstable library feature `fn_traits`", "src/lib.rs", 1, 1, 1, 9
    )
    assert not isinstance(judge(before, after, FILE, (cause,)), Refusal)
    other = Finding("rustc", "E0658", Level.ERROR, "use of unstable library feature `x`", "src/lib.rs", 1, 1, 1, 9)
    assert isinstance(judge(before, after, FILE, (other,)), Refusal)


def test_an_impl_with_content_stays_whatever_is_unstable() -> None:
    """Its members are more than the word that is not stable."""
    cause = Finding("rustc", "E0658", Level.ERROR, "specialization is unstable", "src/lib.rs", 1, 1, 1, 9)
    before = b"impl A for B { fn two(&self) -> u8 { g(self, 1) } }\nfn f() {}\n"
    assert isinstance(judge(before, b"fn f() {}\n", FILE, (cause,)), Refusal)
