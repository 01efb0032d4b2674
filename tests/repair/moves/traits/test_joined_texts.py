"""`join` on what is no list of texts (P16)."""

from repair.moves.mending import mend


def test_numbers() -> None:
    """The texts of the numbers are joined."""
    mended = mend('pub fn f(v: &[i32]) -> String { v.join(", ") }\n')
    texts = "v.iter().map(|value| value.to_string()).collect::<Vec<_>>()"
    assert mended.text == f'pub fn f(v: &[i32]) -> String {{ {texts}.join(", ") }}\n'
    assert mended.moves == ("join-texts",)


def test_an_iterator() -> None:
    """The texts that an iterator gives are collected first."""
    before = 'pub fn f(v: &[i32]) -> String { v.iter().map(|n| n.to_string()).join(", ") }\n'
    mended = mend(before)
    assert mended.text == before.replace(".join", ".collect::<Vec<_>>().join")


def test_values_without_a_text() -> None:
    """Values that cannot be shown are not joined."""
    mended = mend('pub struct Own;\npub fn f(v: &[Own]) -> String { v.join(", ") }\n')
    assert "join-texts" not in mended.moves
