"""`Drop` holds for all forms of a type (P16)."""

from repair.moves.mending import mend

SPECIALISED = """\
struct Slot<T: Clone> {
    value: T,
}

impl Drop for Slot<u32> {
    fn drop(&mut self) {
        println!("gone");
    }
}
"""
STRICTER = """\
struct Slot<T> {
    value: T,
}

impl<T: std::fmt::Debug> Drop for Slot<T> {
    fn drop(&mut self) {
        println!("{:?}", self.value);
    }
}
"""
NEEDED = """\
struct Slot<T> {
    value: T,
}

impl Drop for Slot<u32> {
    fn drop(&mut self) {
        println!("{}", self.value.pow(2));
    }
}
"""


def test_specialised() -> None:
    """The impl takes the parameters of the type."""
    mended = mend(SPECIALISED)
    assert mended.compiles
    assert mended.text == SPECIALISED.replace("impl Drop for Slot<u32>", "impl<T: Clone> Drop for Slot<T>")
    assert "whole-drop" in mended.moves
    assert mended.faults == ()


def test_stricter() -> None:
    """A bound that `drop` needs goes to the type."""
    mended = mend(STRICTER)
    assert mended.compiles
    assert mended.text == STRICTER.replace("Slot<T> {\n    value", "Slot<T: std::fmt::Debug> {\n    value")
    assert "whole-drop" in mended.moves
    assert mended.faults == ()


def test_needed() -> None:
    """What only the one form has is not there for all."""
    mended = mend(NEEDED)
    assert not mended.compiles
    assert "whole-drop" not in mended.moves
    assert mended.faults == ()


def test_a_field_that_only_one_form_has_stays() -> None:
    """What the impl does with it cannot be done for all others."""
    mended = mend("pub struct Row<T>(T);\nimpl Drop for Row<String> { fn drop(&mut self) { self.0.clear(); } }\n")
    assert not mended.compiles
    assert "whole-drop" not in mended.moves
