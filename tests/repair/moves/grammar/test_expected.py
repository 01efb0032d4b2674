"""A token that the parser misses, or has too much of."""

from repair.moves.mending import mend


def test_a_comma_is_missing_in_a_macro() -> None:
    """Inside of a macro call the parser of the macro names what it wants."""
    mended = mend('pub fn f(a: u8, b: u8) -> String { format!("{} {}", a b) }\n')
    assert mended.text == 'pub fn f(a: u8, b: u8) -> String { format!("{} {}", a, b) }\n'
    assert mended.moves == ("expected-token",)


def test_an_arrow_and_a_colon_are_missing() -> None:
    """Each is put in with the blanks that people write around it."""
    mended = mend("pub fn f(a: u8) -> u8 { match a { 0  1, _ => a } }\n")
    assert mended.text == "pub fn f(a: u8) -> u8 { match a { 0 => 1, _ => a } }\n"
    mended = mend("pub struct Point { pub x f64, pub y: f64 }\n")
    assert mended.text == "pub struct Point { pub x: f64, pub y: f64 }\n"
    assert mended.moves == ("rust-phrase",)


def test_a_mark_stands_there_twice() -> None:
    """The second one is left out."""
    mended = mend("pub fn f() -> (u8, u8) { let (a,, b) = (1, 2); (b, a) }\n")
    assert mended.text == "pub fn f() -> (u8, u8) { let (a, b) = (1, 2); (b, a) }\n"


def test_sound_text_is_left_alone() -> None:
    """An error of types has no token too few."""
    mended = mend("pub fn f() -> u8 { g() }\n")
    assert not mended.compiles
    assert "expected-token" not in mended.moves


def test_one_mark_for_another_throughout() -> None:
    """All of them are written right in one edit."""
    mended = mend("pub enum A { B: 1, C: 2 }\n")
    assert mended.text == "pub enum A { B = 1, C = 2 }\n"
    assert mended.moves == ("expected-token",)


def test_a_chain_that_was_cut() -> None:
    """A line that begins with a dot goes on with the one before."""
    wrong = "pub fn f(v: &[u32]) -> u32 {\n    v.iter();\n        .sum()\n}\n"
    mended = mend(wrong)
    assert mended.text == wrong.replace("iter();", "iter()")
    assert mended.moves == ("expected-token",)
