"""Words that cannot stand where they are."""

import pytest

from repair.moves.mending import mend

HELD = "pub fn f<'a>(x: &'a str) -> &'a str { x }\n"
BOXED = "pub mod m { pub struct A<T>(pub T); }\n"
ALIAS = "pub trait T { type B; }\nimpl T for u8 { type B = A; }\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("pub struct A;\nunsafe impl A {}\n", "pub struct A;\nimpl A {}\n"),
        (
            "pub mod o {} pub mod m { pub(in crate::o) struct A; }\n",
            "pub mod o {} pub mod m { pub(super) struct A; }\n",
        ),
        ("pub fn f() -> u8 { let x: typeof(92) = 92; x }\n", "pub fn f() -> u8 { let x = 92; x }\n"),
        (HELD + 'pub fn g() { f::<\'static>(""); }\n', HELD + 'pub fn g() { f(""); }\n'),
        (BOXED + "pub fn f() { m::<u8>::A(1); }\n", BOXED + "pub fn f() { m::A::<u8>(1); }\n"),
        ("struct A;\n" + ALIAS, "pub struct A;\n" + ALIAS),
    ],
)
def test_the_word_goes_or_changes(wrong: str, right: str) -> None:
    """What is left says the same and compiles."""
    mended = mend(wrong)
    assert mended.text == right
    assert mended.moves == ("drop-misplaced-word",)


def test_main_is_not_async() -> None:
    """Where it waits for nothing, `async` goes; a condition on it goes too."""
    assert mend({"main.rs": "async fn main() { println!(); }\n"}).text == "fn main() { println!(); }\n"
    assert mend({"main.rs": "fn main() where u8: Copy { println!(); }\n"}).text == "fn main() { println!(); }\n"
    mended = mend({"main.rs": "async fn g() {}\nasync fn main() { g().await }\n"})
    assert "drop-misplaced-word" not in mended.moves


def test_a_module_is_not_unsafe() -> None:
    """The word goes, the module stays."""
    mended = mend("unsafe mod a { pub fn f() {} }\npub fn g() { a::f() }\n")
    assert mended.text == "mod a { pub fn f() {} }\npub fn g() { a::f() }\n"
    assert mended.moves == ("drop-misplaced-word",)


def test_main_has_no_parameters() -> None:
    """What is said of them goes too."""
    mended = mend({"main.rs": "fn main<T>() where T: Copy { f() }\nfn f() {}\n"})
    assert mended.text == "fn main() { f() }\nfn f() {}\n"
    assert mended.moves == ("drop-misplaced-word",)
