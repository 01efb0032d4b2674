"""A closure that outlives what it captured takes it along."""

from repair.moves.mending import mend

BUTTON = """pub struct Button {
    click: Box<dyn Fn() -> String>,
}
pub fn make(label: &str) -> Button {
    let name = label.to_string();
    let button = Button { click: Box::new(|| name.to_uppercase()) };
    button
}
"""
COUNT = """pub fn count() -> (Box<dyn FnMut() -> u32>, u32) {
    let mut n = 0;
    let next: Box<dyn FnMut() -> u32> = Box::new(|| {
        n += 1;
        n
    });
    let seen = n;
    (next, seen)
}
"""


def test_it_takes_along_what_it_captured() -> None:
    """The name ends with the function, the button does not."""
    mended = mend(BUTTON)
    assert mended.text == BUTTON.replace("|| name", "move || name")


def test_what_it_changes_for_others_stays_outside() -> None:
    """The closure would count a number of its own."""
    mended = mend(COUNT)
    assert "move-capture" not in mended.moves
    assert mended.faults == ()
