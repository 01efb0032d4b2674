"""Feature gates on a toolchain that has none."""

from repair.moves.mending import mend


def test_what_is_stable_by_now_needs_no_gate() -> None:
    """All gates go at once, with their lines."""
    sound = "pub fn f(a: Option<u8>) -> bool { a.is_some_and(|n| n > 1) }\n"
    mended = mend("#![feature(let_else)]\n#![feature(is_some_and)]\n" + sound)
    assert mended.text == sound
    assert mended.moves == ("drop-feature-gate",)


def test_attributes_that_need_the_gate_go_with_it() -> None:
    """What they tell the compiler changes nothing in what the code says."""
    mended = mend("#![feature(optimize_attribute)]\n#[optimize(speed)]\npub fn f() -> u8 { 1 }\n")
    assert mended.text == "pub fn f() -> u8 { 1 }\n"


def test_code_that_needs_the_feature_keeps_its_gate() -> None:
    """Syntax that is not stable stays an error."""
    mended = mend("#![feature(auto_traits)]\npub auto trait A {}\n")
    assert not mended.compiles


def test_what_a_program_does_otherwise_without_stays() -> None:
    """A variable of each thread is another one than a variable of all."""
    mended = mend("#![feature(thread_local)]\n#[thread_local]\npub static A: u8 = 1;\n")
    assert not mended.compiles
    assert "#[thread_local]" in mended.text
