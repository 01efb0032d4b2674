"""Private fields for which the type has a public way."""

from repair.moves.mending import mend

POINT = """mod model {
    pub struct Point { x: u8, y: u8 }
    impl Point {
        pub fn new(y: u8, x: u8) -> Self { Point { x, y } }
        pub fn get_x(&self) -> u8 { self.x }
        fn hidden(&self) -> u8 { self.y }
        pub fn sum(&self) -> u8 { self.x + self.hidden() }
    }
}
"""


def test_an_accessor() -> None:
    """A field that is read is read through the method that hands it over."""
    mended = mend(POINT + "pub fn f(p: &model::Point) -> u8 { p.x + p.sum() }\n")
    assert mended.text == POINT + "pub fn f(p: &model::Point) -> u8 { p.get_x() + p.sum() }\n"
    assert mended.moves == ("public-way",)
    assert mended.costs == ()


def test_a_constructor() -> None:
    """Fields are set through a constructor that takes them by name, in its own order."""
    mended = mend(POINT + "pub fn f() -> model::Point { model::Point { x: 1, y: 2 } }\n")
    assert mended.text == POINT + "pub fn f() -> model::Point { model::Point::new(2, 1) }\n"


def test_a_field_that_is_written() -> None:
    """An accessor cannot set a field: that one becomes visible."""
    mended = mend(POINT + "pub fn f(p: &mut model::Point) { p.x = 3; }\n")
    assert mended.compiles
    assert mended.moves == ("widen-visibility",)
