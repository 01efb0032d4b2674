"""Names that not all alternatives of a pattern bind."""

from repair.moves.mending import mend

ENUM = "pub enum Key { Up(u8), Down(u8), Stop }\n"


def test_one_name_for_both() -> None:
    """A similar name in the other alternative is the same one."""
    text = "pub fn f(key: Key) -> u8 { match key { Key::Up(steps) | Key::Down({}) => steps, Key::Stop => 0 } }\n"
    mended = mend(ENUM + text.replace("{}", "step", 1))
    assert mended.text == ENUM + text.replace("{}", "steps", 1)


def test_a_name_that_nobody_uses() -> None:
    """It becomes `_`."""
    text = "pub fn f(key: Key) -> u8 { match key { Key::Up({}) | Key::Stop => 1, Key::Down(n) => n } }\n"
    mended = mend(ENUM + text.replace("{}", "steps", 1))
    assert mended.text == ENUM + text.replace("{}", "_", 1)


def test_a_name_that_is_used_stays() -> None:
    """Where the arm needs the value, there is none to be had in the other alternative."""
    mended = mend(ENUM + "pub fn f(key: Key) -> u8 { match key { Key::Up(n) | Key::Stop => n, Key::Down(n) => n } }\n")
    assert not mended.compiles
    assert mended.moves == ()
