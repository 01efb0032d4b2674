"""Faults for the injection: each kind makes what its name says, and none lands in a test."""

import pytest
from bench.repair.mutations.catalog import KINDS, modules_for_tests, sites

EXAMPLES = {
    "drop-ref": ("fn f() { g(&a); }", "fn f() { g(a); }"),
    "drop-mut": ("fn f() { let mut a = 1; }", "fn f() { let a = 1; }"),
    "drop-ref-mut": ("fn f(&mut self) {}", "fn f(&self) {}"),
    "drop-deref": ("fn f() { g(*a); }", "fn f() { g(a); }"),
    "drop-move": ("fn f() { move || a; }", "fn f() { || a; }"),
    "typo": ("fn f() { length(); }", "fn f() { legnth(); }"),
    "drop-use": ("use a::{b, c};", "use a::{c};"),
    "drop-self": ("fn f() { self.a(); }", "fn f() { a(); }"),
    "drop-path": ("fn f() { a::b::c(); }", "fn f() { c(); }"),
    "swap-args": ("fn f() { g(a, &b); }", "fn f() { g(&b, a); }"),
    "drop-arg": ("fn f() { g(a, b); }", "fn f() { g(a); }"),
    "drop-clone": ("fn f() { g(a.clone()); }", "fn f() { g(a); }"),
    "drop-conversion": ("fn f() { g(a.to_string()); }", "fn f() { g(a); }"),
    "drop-question": ("fn f() { g()?; }", "fn f() { g(); }"),
    "wrong-literal": ("fn f() { g('a'); }", 'fn f() { g("a"); }'),
    "wrong-type": ("fn f(a: usize) {}", "fn f(a: u32) {}"),
    "drop-wrap": ("fn f() { Some(1) }", "fn f() { 1 }"),
    "drop-cast": ("fn f() { g(a as u8); }", "fn f() { g(a); }"),
    "drop-return": ("fn f() { return a; }", "fn f() { a; }"),
    "drop-return-type": ("fn f() -> A { a }", "fn f() { a }"),
    "drop-derive": ("#[derive(A, B)]\nstruct S;", "#[derive(B)]\nstruct S;"),
    "drop-bound": ("fn f<T: A>() {}", "fn f<T>() {}"),
    "drop-lifetime": ("fn f(a: &'a A) {}", "fn f(a: &A) {}"),
    "drop-pub": ("pub struct S;", "struct S;"),
    "drop-field": ("fn f() { S { a: 1, b } }", "fn f() { S { b } }"),
    "drop-arm": ("fn f() { match a { A => 1, B => 2 } }", "fn f() { match a {  B => 2 } }"),
    "drop-semicolon": ("fn f() { g(); h() }", "fn f() { g() h() }"),
    "drop-comma": ("fn f() { g(a, b); }", "fn f() { g(a b); }"),
    "drop-parenthesis": ("fn f() { g(a); }", "fn f() { g(a; }"),
    "assign-for-equal": ("fn f() { a == b }", "fn f() { a = b }"),
}


def made(kind: str, source: str) -> list[str]:
    """Give all texts that one kind of fault makes of a source."""
    return [site.splice.put(source.encode()).decode() for site in sites(source.encode()) if site.kind == kind]


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_kind_makes_its_fault(kind: str) -> None:
    """The text with the fault is among those that the kind makes."""
    source, broken = EXAMPLES[kind]

    assert broken in made(kind, source)


def test_every_kind_has_an_example() -> None:
    """A kind that is added needs its proof here."""
    assert set(EXAMPLES) == {one.kind for one in KINDS}


def test_no_fault_lands_in_tests_or_macros() -> None:
    """What is compiled for tests only, and what a macro is given, stays as it is."""
    source = (
        b"#[cfg(test)]\nmod a { fn f() { g(&a); } }\n#[test]\nfn h() { g(&a); }\nmacro_rules! m { () => { g(&a) } }"
    )

    assert [] == list(sites(source))


def test_code_that_tests_do_without_is_code() -> None:
    """`cfg(not(test))` does not mark a test."""
    assert ["fn f() { g(a); }"] == [
        text.split("\n")[1] for text in made("drop-ref", "#[cfg(not(test))]\nfn f() { g(&a); }")
    ]


def test_files_of_tests_are_known() -> None:
    """A module in a file of its own is for tests when its declaration says so."""
    assert {"a"} == modules_for_tests(b"#[cfg(test)]\nmod a;\nmod b;")
