"""Own types derive what they lack, with what the types in their fields need (P17)."""

from repair.moves.mending import mend

METHOD = """\
struct Engine {
    valves: Vec<u8>,
}

#[derive(Debug)]
struct Car {
    engine: Engine,
}

fn two(car: Car) -> [Car; 2] {
    [car.clone(), car]
}

fn shown(engine: &Engine) -> String {
    format!("{engine:?}")
}
"""
ORDER = """\
struct Grade {
    points: u32,
}

fn sorted(mut all: Vec<Grade>) -> Vec<Grade> {
    all.sort();
    all
}
"""
COPIED = """\
struct Point {
    x: i32,
}

#[derive(Clone, Copy)]
struct Line {
    from: Point,
    to: Point,
}
"""
FLOATS = """\
struct Weight {
    grams: f64,
}

fn sorted(mut all: Vec<Weight>) -> Vec<Weight> {
    all.sort();
    all
}
"""


def test_method() -> None:
    """A method that only a derive gives brings the derive, on the types in the fields too."""
    mended = mend(METHOD)
    assert mended.compiles
    assert mended.text == METHOD.replace("struct Engine", "#[derive(Debug, Clone)]\nstruct Engine").replace(
        "#[derive(Debug)]\nstruct Car", "#[derive(Debug, Clone)]\nstruct Car"
    )
    assert "derive-trait" in mended.moves
    assert mended.faults == ()


def test_order() -> None:
    """An order needs all that it is built on."""
    mended = mend(ORDER)
    assert mended.compiles
    assert mended.text == ORDER.replace("struct Grade", "#[derive(PartialEq, Eq, PartialOrd, Ord)]\nstruct Grade")
    assert "derive-trait" in mended.moves
    assert mended.faults == ()


def test_copied() -> None:
    """A type in a field becomes `Copy` along with what it needs."""
    mended = mend(COPIED)
    assert mended.compiles
    assert mended.text == COPIED.replace("struct Point", "#[derive(Clone, Copy)]\nstruct Point")
    assert "derive-trait" in mended.moves
    assert mended.faults == ()


def test_floats() -> None:
    """A field that has no order keeps its type from having one."""
    mended = mend(FLOATS)
    assert not mended.compiles
    assert "derive-trait" not in mended.moves
    assert mended.faults == ()


BY_HAND = """\
use std::cmp::Ordering;

#[derive(PartialEq, Eq)]
pub struct Job {
    pub name: String,
    pub cost: u32,
}

impl Ord for Job {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.cmp(&self.cost)
    }
}
"""


def test_an_order_by_hand() -> None:
    """What is partial about it follows the order that somebody wrote."""
    mended = mend(BY_HAND)
    assert mended.compiles
    assert "Some(self.cmp(other))" in mended.text
    assert "#[derive(PartialEq, Eq)]" in mended.text
    assert mended.moves == ("derive-trait",)
