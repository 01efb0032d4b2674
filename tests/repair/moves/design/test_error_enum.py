"""Several kinds of error have one type, through all functions that they pass (P19)."""

from ferrule.repair.moves.design import error_enum
from repair.moves.design.offering import answer

READ = """use std::num::ParseIntError;
fn read(path: &str) -> Result<i32, ParseIntError> {
    let text = std::fs::read_to_string(path)?;
    let n: i32 = text.trim().parse()?;
    Ok(n)
}
pub fn sum(paths: &[&str]) -> Result<i32, ParseIntError> {
    let mut total = 0;
    for path in paths { total += read(path)?; }
    Ok(total)
}
"""
OWN = """use std::num::ParseIntError;
#[derive(Debug)]
pub enum AppError {
    Parse(ParseIntError),
    Empty,
}
impl From<ParseIntError> for AppError { fn from(e: ParseIntError) -> Self { AppError::Parse(e) } }
impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            AppError::Parse(e) => write!(f, "no number: {e}"),
            AppError::Empty => write!(f, "empty"),
        }
    }
}
"""
USING = """use crate::error::AppError;
pub fn read(path: &str) -> Result<i32, AppError> {
    let text = std::fs::read_to_string(path)?;
    if text.is_empty() { return Err(AppError::Empty); }
    Ok(text.trim().parse::<i32>()?)
}
"""


def test_a_new_type_for_a_chain() -> None:
    """The type shows and hands on what it holds; each function of the chain gives it."""
    answered = answer(error_enum, READ)
    assert "pub enum AppError {\n    ParseInt(ParseIntError),\n    Io(std::io::Error),\n}" in answered.text
    assert "impl std::error::Error for AppError {" in answered.text
    assert "impl From<std::io::Error> for AppError {" in answered.text
    assert "fn read(path: &str) -> Result<i32, AppError> {" in answered.text
    assert "pub fn sum(paths: &[&str]) -> Result<i32, AppError> {" in answered.text


def test_one_variant_more_in_another_file() -> None:
    """The crate's own error takes it, with its conversion; what is said of its neighbour is not said of it."""
    answered = answer(error_enum, {"lib.rs": "pub mod error;\npub mod read;\n", "error.rs": OWN, "read.rs": USING})
    error = answered.files["error.rs"]
    assert "    Empty,\n    Io(std::io::Error),\n}" in error
    assert "impl From<std::io::Error> for AppError {" in error
    assert '            AppError::Io(e) => write!(f, "{e}"),\n            AppError::Parse(e)' in error


def test_a_match_that_does_more_than_show() -> None:
    """Where each kind of error is handled in its own way, a new one is not for ferrule to handle."""
    match = "pub fn code(e: &AppError) -> i32 { match e { AppError::Parse(_) => 2, AppError::Empty => 3 } }\n"
    files = {"lib.rs": "pub mod error;\npub mod read;\n", "error.rs": OWN + match, "read.rs": USING}
    assert answer(error_enum, files).offered == 0


def test_boxed_as_elsewhere() -> None:
    """A crate that boxes errors already goes on with that."""
    other = 'pub fn other() -> Result<(), Box<dyn std::error::Error>> { Err("x".into()) }\n'
    answered = answer(error_enum, READ + other)
    assert "fn read(path: &str) -> Result<i32, Box<dyn std::error::Error>> {" in answered.text
    assert "enum" not in answered.text
