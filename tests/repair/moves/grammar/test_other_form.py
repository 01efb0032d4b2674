"""Small forms that cannot stand where they stand."""

import pytest

from repair.moves.mending import mend

_CASES = {
    "bound that is a type": (
        "pub struct P(u8);\npub fn f<T: P>(x: T) -> u8 { x.0 }\n",
        "pub struct P(u8);\npub fn f(x: P) -> u8 { x.0 }\n",
    ),
    "lifetime of the same name": (
        "pub struct S<'a>(&'a u8);\nimpl<'a> S<'a> { pub fn f<'a>(x: &'a u8) -> &'a u8 { x } }\n",
        "pub struct S<'a>(&'a u8);\nimpl<'a> S<'a> { pub fn f<'b>(x: &'b u8) -> &'b u8 { x } }\n",
    ),
    "constant that returns": ("pub const F: u32 = return 0;\n", "pub const F: u32 = 0;\n"),
    "limit that is no module": (
        "pub enum E { A }\npub mod x { pub(in crate::E) fn f() {} }\n",
        "pub enum E { A }\npub mod x { pub(crate) fn f() {} }\n",
    ),
    "method that is assigned to": (
        "pub struct S(u8);\nimpl S { pub fn set(&mut self, x: u8) { self.0 = x } }\n"
        "pub fn f(s: &mut S) { s.set = 3; }\n",
        "pub struct S(u8);\nimpl S { pub fn set(&mut self, x: u8) { self.0 = x } }\n"
        "pub fn f(s: &mut S) { s.set(3); }\n",
    ),
    "closure that is static": ("pub fn f() { let _g = static || {}; }\n", "pub fn f() { let _g = || {}; }\n"),
    "attribute of an expression": (
        "pub fn f(x: u8) -> u8 { let y = #[inline] || x; y() }\n",
        "pub fn f(x: u8) -> u8 { let y = || x; y() }\n",
    ),
    "self of any type": (
        "pub struct S;\nimpl S { pub fn f<R>(self: R) {} }\n",
        "pub struct S;\nimpl S { pub fn f(self) {} }\n",
    ),
}


@pytest.mark.parametrize("name", _CASES)
def test_the_other_form_is_taken(name: str) -> None:
    """The form is the one that the message names, or the only one that can be meant."""
    broken, sound = _CASES[name]
    mended = mend(broken)
    assert mended.text == sound
    assert mended.moves == ("other-form",)


def test_a_parameter_among_others_keeps_its_bound() -> None:
    """Who calls such a function may name its types one by one."""
    start = "pub struct P(u8);\npub fn f<T: P, U: Copy>(x: T, _y: U) -> u8 { x.0 }\n"
    assert "other-form" not in mend(start).moves
