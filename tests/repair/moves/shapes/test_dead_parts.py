"""What the program denies itself."""

import pytest

from repair.moves.mending import mend

_CASES = {
    "unreachable_patterns": (
        "pub fn f(x: Option<u8>) -> u8 {\n    match x {\n        Some(_) => 1,\n        Some(3) => 2,\n"
        "        None => 0,\n    }\n}\n",
        "pub fn f(x: Option<u8>) -> u8 {\n    match x {\n        Some(_) => 1,\n        None => 0,\n    }\n}\n",
    ),
    "unreachable_code": ("pub fn f() -> u8 { return 1; 2 }\n", "pub fn f() -> u8 { return 1; }\n"),
    "unused_assignments": (
        "pub fn f() -> u8 { let mut x = 3; x = 4; x }\n",
        "pub fn f() -> u8 { let x; x = 4; x }\n",
    ),
    "unused_must_use": (
        "pub fn g() -> Result<u8, u8> { Ok(1) }\npub fn f() -> Result<u8, u8> { g(); g() }\n",
        "pub fn g() -> Result<u8, u8> { Ok(1) }\npub fn f() -> Result<u8, u8> { g()?; g() }\n",
    ),
    "unused_labels": ("pub fn f() { 'a: loop { break } }\n", "pub fn f() { loop { break } }\n"),
    "trivial_numeric_casts": ("pub fn f(x: u8) -> u8 { x as u8 }\n", "pub fn f(x: u8) -> u8 { x }\n"),
}


@pytest.mark.parametrize("lint", _CASES)
def test_the_dead_part_goes(lint: str) -> None:
    """What is left does what it did."""
    broken, sound = _CASES[lint]
    mended = mend(f"#![deny({lint})]\n{broken}")
    assert mended.text == f"#![deny({lint})]\n{sound}"
    assert mended.moves == ("drop-dead-part",)


def test_a_future_is_awaited() -> None:
    """In a function that can wait."""
    mended = mend("#![deny(unused_must_use)]\npub async fn g() {}\npub async fn f() { g(); }\n")
    assert mended.text.endswith("pub async fn f() { g().await; }\n")


def test_a_last_value_that_nobody_reads_stays() -> None:
    """Whether it was meant to be read is open."""
    mended = mend("#![deny(unused_assignments)]\npub fn f(mut n: u8) -> u8 { let r = n; n = 5; r }\n")
    assert not mended.compiles


def test_an_error_that_is_thrown_away_stays_where_nobody_takes_it() -> None:
    """A function without a result cannot hand it on."""
    mended = mend("#![deny(unused_must_use)]\npub fn g() -> Result<u8, u8> { Ok(1) }\npub fn f() { g(); }\n")
    assert "drop-dead-part" not in mended.moves
