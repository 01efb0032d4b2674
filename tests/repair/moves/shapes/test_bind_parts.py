"""Patterns in another form than their value."""

import pytest

from repair.moves.mending import mend

SOUND = """pub struct Point {
    x: f64,
    y: f64,
}

pub enum Command {
    Move { dx: f64, dy: f64 },
    Scale(f64),
    Stop,
}

pub fn length(point: &Point) -> f64 {
    let Point { x, y } = point;
    (x * x + y * y).sqrt()
}

pub fn apply(command: &Command) -> f64 {
    match command {
        Command::Move { dx, dy } => dx + dy,
        Command::Scale(factor) => factor * 2.0,
        Command::Stop => 0.0,
    }
}
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Command::Scale(factor)", "Command::Scale"),
        ("Command::Scale(factor)", "Command::Scale()"),
        ("Command::Move { dx, dy }", "Command::Move(dx, dy)"),
        ("Command::Move { dx, dy }", "Command::Move"),
        ("Command::Move { dx, dy }", "Command::Move { dx }"),
        ("let Point { x, y }", "let Point { x }"),
        ("let Point { x, y }", "let Point(x, y)"),
        ("let Point { x, y }", "let (x, y)"),
    ],
)
def test_the_parts_are_bound_as_they_are_used(right: str, wrong: str) -> None:
    """The text is as it was."""
    assert mend(SOUND.replace(right, wrong, 1)).text == SOUND


def test_other_names_are_bound_by_order() -> None:
    """The fields keep their names."""
    mended = mend(SOUND.replace("Command::Move { dx, dy } => dx + dy", "Command::Move(a, b) => a + b"))
    assert "Command::Move { dx: a, dy: b } => a + b" in mended.text


def test_too_few_names_bind_nothing() -> None:
    """Which of two parts is meant, nobody says."""
    text = SOUND.replace("Scale(f64)", "Scale(f64, f64)").replace("Command::Scale(factor)", "Command::Scale")
    assert "bind-parts" not in mend(text).moves
