"""An enum that outlives what it is made of owns its values."""

from repair.moves.mending import mend

READ = """#[derive(Debug)]
enum Token<'a> {
    Word(&'a str),
    Number(i64),
}
fn read(line: &str) -> Vec<Token> {
    let lower = line.to_lowercase();
    lower.split(' ').map(|w| w.parse().map(Token::Number).unwrap_or(Token::Word(w))).collect()
}
pub fn words(line: &str) -> usize {
    read(line).iter().filter(|one| matches!(one, Token::Word(_))).count()
}
"""


def test_it_owns_what_it_is_made_of() -> None:
    """The line in small letters ends with the function."""
    mended = mend(READ)
    assert mended.moves == ("own-variant",)
    assert "enum Token {\n    Word(String)," in mended.text
    assert "Token::Word(w.to_string())" in mended.text


def test_a_public_enum_keeps_its_types() -> None:
    """Others build it too."""
    mended = mend(READ.replace("enum Token", "pub enum Token"))
    assert "own-variant" not in mended.moves
    assert mended.faults == ()


def test_what_can_be_changed_through_it_is_not_copied() -> None:
    """A change to the copy would be lost."""
    mended = mend(READ.replace("Word(&'a str)", "Word(&'a std::cell::Cell<u32>)"))
    assert "own-variant" not in mended.moves
