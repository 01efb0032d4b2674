"""Programs without `main`."""

from repair.moves.mending import mend


def test_a_name_one_letter_off() -> None:
    """It is the one that was meant."""
    mended = mend({"main.rs": "fn mian() { println!(); }\n"})
    assert mended.text == "fn main() { println!(); }\n"
    assert mended.moves == ("name-main",)


def test_a_program_of_items() -> None:
    """It does nothing, which is what it says."""
    mended = mend({"main.rs": "struct A;\nimpl A { fn main(&self) {} }\n"})
    assert mended.text == "struct A;\nimpl A { fn main(&self) {} }\nfn main() {}\n"


def test_a_test_is_no_program() -> None:
    """A `main` that is a test stays one."""
    mended = mend({"main.rs": "#[test]\nfn main() {}\n"})
    assert not mended.compiles
    assert mended.moves == ()
