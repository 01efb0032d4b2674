"""Forms that need a nightly compiler or a later edition, in stable Rust."""

import pytest

from repair.moves.mending import mend

_CASES = {
    "never type": (
        "#![feature(never_type)]\npub fn f() -> Result<u8, !> { Ok(1) }\n",
        "pub fn f() -> Result<u8, std::convert::Infallible> { Ok(1) }\n",
    ),
    "trait alias": (
        "#![feature(trait_alias)]\npub trait Num = Copy + Into<f64>;\npub fn f<T: Num>(x: T) -> f64 { x.into() }\n",
        "pub trait Num: Copy + Into<f64> {}\nimpl<Every: ?Sized + Copy + Into<f64>> Num for Every {}\n"
        "pub fn f<T: Num>(x: T) -> f64 { x.into() }\n",
    ),
    "macro of the second kind": (
        "#![feature(decl_macro)]\nmacro one { ($a:expr) => { $a }, () => { 1 } }\npub fn f() -> u8 { one!(2) }\n",
        "macro_rules! one { ($a:expr) => { $a }; () => { 1 } }\npub fn f() -> u8 { one!(2) }\n",
    ),
    "try block": (
        "pub fn f(a: Option<u8>) -> Option<u8> {\n    let r: Option<u8> = try { a? + 1 };\n    r\n}\n",
        "pub fn f(a: Option<u8>) -> Option<u8> {\n    let r: Option<u8> = (|| -> Option<u8> { Some(a? + 1) })();\n"
        "    r\n}\n",
    ),
    "default in an impl": (
        "#![feature(specialization)]\npub trait T { fn f(&self) -> u8; }\n"
        "impl<X> T for X { default fn f(&self) -> u8 { 1 } }\n",
        "pub trait T { fn f(&self) -> u8; }\nimpl<X> T for X { fn f(&self) -> u8 { 1 } }\n",
    ),
    "default of an associated type": (
        "#![feature(associated_type_defaults)]\npub trait T { type A = u8; fn f(&self) -> Self::A; }\n"
        "impl T for u16 {\n    fn f(&self) -> u8 { 1 }\n}\n",
        "pub trait T { type A; fn f(&self) -> Self::A; }\n"
        "impl T for u16 {\n    type A = u8;\n    fn f(&self) -> u8 { 1 }\n}\n",
    ),
    "intrinsic": (
        "#![feature(core_intrinsics)]\npub fn f(a: u8) -> u8 { std::intrinsics::wrapping_add(a, 1) }\n",
        "pub fn f(a: u8) -> u8 { a.wrapping_add(1) }\n",
    ),
    "range without an end in a slice": (
        "pub fn f(x: &[u8]) -> u8 { match x { [5.., ..] => 1, _ => 2 } }\n",
        "pub fn f(x: &[u8]) -> u8 { match x { [(5..), ..] => 1, _ => 2 } }\n",
    ),
    "conditions in a row": (
        "pub fn f(a: Option<u8>) -> u8 { if let Some(x) = a && x > 1 { return x; } 0 }\n",
        "pub fn f(a: Option<u8>) -> u8 { if let Some(x) = a { if x > 1 { return x; } } 0 }\n",
    ),
    "conditions in a row with another way": (
        "pub fn f(a: Option<u8>, b: bool) -> u8 { if let Some(x) = a && b { x } else { 0 } }\n",
        "pub fn f(a: Option<u8>, b: bool) -> u8 { match a { Some(x) if b => { x } _ => { 0 } } }\n",
    ),
    "box pattern": (
        "pub fn f(b: Option<Box<u8>>) -> u8 { match b { Some(box x) => x, None => 0 } }\n",
        "pub fn f(b: Option<Box<u8>>) -> u8 { match b { Some(x) => *x, None => 0 } }\n",
    ),
    "negative impl": (
        "pub struct S(u8);\nimpl !Sync for S {}\npub fn f() -> S { S(1) }\n",
        "pub struct S(u8, std::marker::PhantomData<std::cell::Cell<()>>);\n"
        "pub fn f() -> S { S(1, std::marker::PhantomData) }\n",
    ),
    "type inside of an impl": (
        "#![feature(inherent_associated_types)]\npub struct S;\nimpl S {\n    pub type T = u8;\n"
        "    pub fn f(x: Self::T) -> u8 { x }\n}\n",
        "pub struct S;\npub type T = u8;\nimpl S {\n        pub fn f(x: T) -> u8 { x }\n}\n",
    ),
}


@pytest.mark.parametrize("name", _CASES)
def test_the_stable_form_is_written(name: str) -> None:
    """The gate goes, and what it was there for says the same in stable Rust."""
    broken, sound = _CASES[name]
    mended = mend(broken)
    assert mended.text == sound
    assert "stable-form" in mended.moves


def test_a_pointer_as_self_is_a_parameter_of_another_name() -> None:
    """The body speaks of the new name."""
    start = "pub struct S;\nimpl S { pub fn f(self: *const Self) -> bool { self.is_null() } }\n"
    mended = mend(start)
    assert "(this: *const Self) -> bool { this.is_null() }" in mended.text


def test_what_has_no_stable_form_stays() -> None:
    """A trait that every type has unless it says otherwise is another one than a trait of a few."""
    start = "#![feature(auto_traits)]\npub auto trait A {}\nimpl A for u8 {}\n"
    mended = mend(start)
    assert not mended.compiles
    assert "auto trait A" in mended.text


def test_a_jump_out_of_a_try_block_stays() -> None:
    """In a closure `return` would leave the closure alone."""
    start = "pub fn f(a: Option<u8>) -> Option<u8> { let r: Option<u8> = try { if a? > 1 { return None } 1 }; r }\n"
    assert not mend(start).compiles


def test_a_chain_behind_else_has_a_block_of_its_own() -> None:
    """What comes before stays the first way."""
    start = (
        "pub fn f(a: Option<u8>, b: u8) -> u8 {\n"
        "    if b > 3 { 1 } else if let Some(x) = a && x > 1 { x } else { 0 }\n}\n"
    )
    mended = mend(start)
    assert mended.compiles
    assert "if b > 3 { 1 } else { match a { Some(x) if x > 1 => { x } _ => { 0 } } }" in mended.text


def test_a_loop_over_a_chain_ends_when_one_fails() -> None:
    """The second condition is asked behind the first one."""
    mended = mend("pub fn f(v: &mut Vec<u8>) { while let Some(x) = v.pop() && x != 0 { drop(x); } }\n")
    assert "while let Some(x) = v.pop() { if !(x != 0) { break; } drop(x); }" in mended.text
